/** Types of helm-binaries.mjs for the tests. */

export type HelmVersion = '4.2.3' | '3.17.3';

export const helmVersions: readonly HelmVersion[];

/** Gives the absolute path of that Helm's program, downloaded first where it is not there yet. */
export function ensureHelm(version: HelmVersion): Promise<string>;
