/** Limits of what helm is given and gives, named once with their reason. */

/** A helm that is asked for its version answers within 100 ms; one on a slow network drive takes longer. */
export const VERSION_TIMEOUT_MS = 10_000;
/** Its version is one line. */
export const MAX_VERSION_LENGTH = 64 * 1024;
/** Listing a thousand releases of a far cluster takes some ten seconds. */
export const READ_TIMEOUT_MS = 120_000;
/** Rendering a large chart takes a second or two; what a chart's templates do is not bounded by helm. */
export const RENDER_TIMEOUT_MS = 120_000;
/** An answer in characters: a manifest of 5 MB, escaped in JSON beside its chart, several times over. */
export const MAX_ANSWER_LENGTH = 64 * 1024 * 1024;
/** Of one line of its live output, in characters: more is of no use to a reader. */
export const MAX_LINE_LENGTH = 2_000;
/** Of helm's words in the details of a message, in characters. */
export const MAX_DETAILS_LENGTH = 8_000;
/** As many as helm keeps reading by itself; it keeps ten a release unless told otherwise. */
export const MAX_REVISIONS = 256;
