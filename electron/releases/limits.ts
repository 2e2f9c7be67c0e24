/** Limits of reading and changing releases, named once with their reason. */

/** Of a user who may not see all namespaces: each costs a start of helm, which is a tenth of a second or more. */
export const MAX_NARROWED_NAMESPACES = 60;
/** Helm takes some 60 MB while it runs, and a core while it starts. */
export const HELM_AT_ONCE = 4;
/** Small questions to one cluster: kubectl asks as many in a burst. */
export const QUESTIONS_AT_ONCE = 10;
/** A wizard makes some each time values change; one holds the values and manifests of a release. */
export const MAX_PREVIEWS = 20;
/** That are over, in the list; more than anyone looks through. */
export const MAX_ENDED_OPERATIONS = 50;
/** After helm has ended the release is read once more; a cluster that is gone must not keep that waiting. */
export const TRUTH_TIMEOUT_MS = 30_000;
/** When the app quits, helm is asked to stop and given so long; what it had applied stays in any case. */
export const QUIT_TIMEOUT_MS = 4_000;
/** Of comparing one resource: a CRD of a megabyte takes a tenth of it; two that have nothing in common would take minutes. */
export const DIFF_TIMEOUT_MS = 1_000;
/**
 * A pending revision that is younger may be somebody's who is still at it. Nobody can ask them: helm waits five minutes by itself, for
 * each of its hooks and once for everything, so twice as long is a fair guess, and the user may know better.
 */
export const LIVE_FOR_MS = 10 * 60_000;
/** helm itself keeps ten revisions of a release. */
export const MAX_SOURCES_OF_RELEASE = 10;
/** With ten revisions each some 7 MB, which is written whole; whoever has more loses the source of what was longest untouched. */
export const MAX_SOURCE_RECORDS = 1_500;
/** A registry's list of tags that is older is asked for again when updates are looked for. */
export const UPDATES_TRUSTED_FOR_MS = 60 * 60_000;
/** Lists of tags asked of one registry at once. */
export const LISTINGS_AT_ONCE = 4;
/** A cluster's uid is asked for again after so long: another cluster may have its address by then. */
export const CLUSTER_ID_TRUSTED_FOR_MS = 60_000;
/** What is recorded must not wait for a cluster that doesn't answer. */
export const CLUSTER_ID_TIMEOUT_MS = 5_000;
/** So many of one kind in a namespace are listed rather than asked for one by one. */
export const LISTED_FROM = 4;
/** Pages of 500 of such a list; what is not among them is asked for by itself. */
export const LIST_PAGES = 4;
/** For all questions about a release's resources: what is not known by then is told as unknown. */
export const RESOURCES_TIME_MS = 15_000;
/** Workloads that wait, into whose pods is looked, and pods of each. */
export const WORKLOADS_LOOKED_INTO = 6;
export const PODS_LOOKED_AT = 20;
