/** Limits of reading releases, named once with their reason. */

/** Of a user who may not see all namespaces: each costs a start of helm, which is a tenth of a second or more. */
export const MAX_NARROWED_NAMESPACES = 60;
/** Helm takes some 60 MB while it runs, and a core while it starts. */
export const HELM_AT_ONCE = 4;
/** Small questions to one cluster: kubectl asks as many in a burst. */
export const QUESTIONS_AT_ONCE = 10;
