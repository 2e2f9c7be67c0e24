/** Ten rounds of `npm run crash`. */
import { expect, it } from 'vitest';
import { runCrashRounds } from '../../support/crash-rounds';

it('ten kills at random moments lose and break nothing', async () => {
  const report = await runCrashRounds(10, () => undefined);
  expect(report.rounds).toBe(10);
  // Otherwise the kills met nothing.
  expect(report.cutOff).toBeGreaterThan(0);
  expect(report.checkedTags).toBeGreaterThan(0);
}, 180_000);
