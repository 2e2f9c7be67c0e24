/** Every limit of reading a chart archive, each with its reason. */

const MEBIBYTE = 1024 * 1024;

/** Helm's own: a chart that is larger unpacked is loaded by no helm (CVE-2025-32386). */
export const MAX_CHART_BYTES = 100 * MEBIBYTE;
/** Helm's own, for one file of a chart. */
export const MAX_FILE_BYTES = 5 * MEBIBYTE;
/** An archive is compressed: one larger than the largest chart unpacked, headers included, can't be a chart. */
export const MAX_ARCHIVE_BYTES = 128 * MEBIBYTE;
/** 512 bytes of header and padding each: what an archive may hold beside its files, so that empty entries are no bomb. */
export const MAX_ENTRIES = 50_000;
export const MAX_UNPACKED_BYTES = MAX_CHART_BYTES + MAX_ENTRIES * 1024;
/** Charts within charts; real ones nest two or three deep. */
export const MAX_SUBCHART_DEPTH = 16;
/** A signed Chart.yaml with sums: a few KB. */
export const MAX_PROVENANCE_BYTES = 5 * MEBIBYTE;
