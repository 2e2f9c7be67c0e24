/** Every limit of reading a chart archive, each with its reason. */

const MEBIBYTE = 1024 * 1024;

/** Helm's own: a chart whose files reach this size is loaded by no helm (CVE-2025-32386). Each chart within counts anew. */
export const MAX_CHART_BYTES = 100 * MEBIBYTE;
/** Helm's own, for one file of a chart. */
export const MAX_FILE_BYTES = 5 * MEBIBYTE;
/** gzip makes nothing larger by more than a thousandth: an archive above this can't hold a chart that Helm loads. */
export const MAX_ARCHIVE_BYTES = 128 * MEBIBYTE;
/** Large charts hold some thousand files; a million of empty ones is an attack. Charts within are counted too. */
export const MAX_ENTRIES = 50_000;
/** What all that is unpacked may come to, headers and the archives of charts within included. */
export const MAX_UNPACKED_BYTES = 2 * MAX_CHART_BYTES;
/** Text packs to a tenth, at most to a fiftieth; only zeros pack further. */
export const MAX_UNPACKED_RATIO = 200;
/** Below this the ratio is of no harm. */
export const MIN_BYTES_FOR_RATIO = 16 * MEBIBYTE;
/** The YAML that is read, of all charts within together: the largest real ones come to one or two MB. */
export const MAX_YAML_BYTES = 20 * MEBIBYTE;
/** Charts within charts; real ones nest two or three deep. */
export const MAX_SUBCHART_DEPTH = 16;
/** Holds the whole Chart.yaml, which may be as large as any file of a chart. */
export const MAX_PROVENANCE_BYTES = MAX_FILE_BYTES + MEBIBYTE;
/** What a path of a file may be long in most systems. A chart with a longer one can't be unpacked anywhere. */
export const MAX_PATH_LENGTH = 4096;
/** All paths of an archive together, in characters: the list of files goes to the window as a whole. */
export const MAX_PATHS_LENGTH = 8 * MEBIBYTE;
/** Folders within a chart's folder that is packaged: paths of archives and of systems end long before that. */
export const MAX_PATH_DEPTH = 64;
