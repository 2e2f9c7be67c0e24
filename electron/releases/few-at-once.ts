/** Does the same for many things, a few at a time. Plain arithmetic of promises: knows nothing of releases. */

/** Results in the order of `items`. The first failure ends it: what has not begun by then never does. */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  count: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  async function goOn(): Promise<void> {
    while (!hasFailed && next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, goOn));
  return results;
}
