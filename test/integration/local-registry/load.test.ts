/** The short form of `npm run load`. Its speeds are not judged here: only ratios of a quiet machine mean anything. */
import { expect, it } from 'vitest';
import { runLoad } from '../../support/load-run';

it('fifty clients that push and pull at once lose nothing, in bounded memory', async () => {
  const { pushes, pulls, peakRssMb } = await runLoad(50, 3_000);
  expect(pushes).toBeGreaterThanOrEqual(50);
  expect(pulls).toBe(pushes);
  expect(peakRssMb ?? 0).toBeLessThan(150);
}, 120_000);
