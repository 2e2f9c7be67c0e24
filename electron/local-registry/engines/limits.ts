/** Every limit of the engines, named once with its reason. Times in milliseconds. */

/** Asking a program for its version; one that takes longer hangs, and the screen waits for the answer. */
export const FIND_TIMEOUT_MS = 10_000;
/** The same for what only calls itself `registry`: a real one answers in milliseconds, or in seconds where each new program is scanned first. */
export const VERSION_TIMEOUT_MS = 5000;
/** What is done at once: a container looked at or removed, processes listed. Slow where a virtual machine is just waking up. */
export const COMMAND_TIMEOUT_MS = 30_000;
/** Making and starting a container whose image is there already. */
export const RUN_TIMEOUT_MS = 60_000;
/** The image has about 60 MB; on a slow line that takes minutes. */
export const PULL_TIMEOUT_MS = 15 * 60_000;
/** From the start of the process to its first answer: less than a second on an idle machine. */
export const READY_TIMEOUT_MS = 30_000;
export const READY_EVERY_MS = 100;
/** How often a container that does not answer yet is looked at. */
export const LOOK_EVERY_MS = 1000;
/** One request while waiting for the first answer. */
export const ANSWER_TIMEOUT_MS = 2000;
/** A container that ended may be on its way back by its restart policy: Docker waits longer before each further try. */
export const COME_BACK_TIMEOUT_MS = 10_000;
/** What running requests are given to end, by the registry itself. */
export const DRAIN_SECONDS = 5;
/** After that a registry that was asked to stop is killed. */
export const STOP_SECONDS = 10;
/** The log is read on for so long after the container has ended: its last lines are on their way. */
export const LAST_LINES_MS = 2000;
/** Before a follower of a log that ended is started again. */
export const FOLLOW_AGAIN_MS = 1000;
/** Lines of the log that are read of a container that ran before the app was started. */
export const EARLIER_LINES = 500;
/** Of what a program said at last, in a message. */
export const MAX_LAST_WORDS = 3;
export const MAX_LAST_WORDS_LENGTH = 500;
