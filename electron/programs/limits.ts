/** Limits of running other programs, named once with their reason. */

/** A program that was told to end and doesn't is killed after this long. In milliseconds. */
export const KILL_AFTER_MS = 5000;
/** What is kept of a program's output, from its end, in characters: enough for what container engines write of one container, some 10 KB. */
export const MAX_OUTPUT_LENGTH = 1024 * 1024;
/** A login shell with version managers and a slow prompt takes a second or two; one that asks something never ends. */
export const LOGIN_SHELL_TIMEOUT_MS = 10_000;
/** An environment is some 10 KB; Linux lets none be larger than a few MB. */
export const MAX_ENVIRONMENT_LENGTH = 4 * 1024 * 1024;
