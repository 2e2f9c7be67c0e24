/** Calls a method of the contract from within the window, by its own bridge. */
import type { Page } from '@playwright/test';
import type { Answer, ChartroomBridge } from '../../../shared/ipc/bridge';

/** Throws what it answers as a failure. */
export async function callMain<Value>(page: Page, method: string, input: object): Promise<Value> {
  const answer = await page.evaluate(
    ([name, value]) => {
      const { chartroom } = window as unknown as { readonly chartroom: ChartroomBridge };
      return chartroom.call(crypto.randomUUID(), name, value);
    },
    [method, input] as const,
  );
  const result = JSON.parse(answer) as Answer<Value>;
  if (!result.ok) throw new Error(`${method}: ${result.error.message} ${result.error.details ?? ''}`);
  return result.data;
}
