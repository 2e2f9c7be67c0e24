/** For questions that are asked side by side: when one fails, the others end. Plain promises. */

/**
 * Runs `work` with a signal of its own, which aborts with the caller's and as soon as the work fails: what runs beside what failed would
 * go on for nobody otherwise. Throws what the work throws.
 */
export async function endingTogether<Result>(
  signal: AbortSignal,
  work: (own: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    controller.abort(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
