/**
 * The end-to-end tests: each starts the real app in the real Electron. `npm test -- e2e` sets up what they need (the
 * build, Electron, a keyring, a display) and tells them where it is; see support/launch.ts.
 */
import { defineConfig } from '@playwright/test';
import { seatCount, takeSeat } from './support/seats';

takeSeat();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  // One spec at a time for each seat; no two of them see each other.
  workers: seatCount,
  // A test that passes at the second try has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  // So that a button that isn't there is named in the failure, and not just the test's time that is over.
  use: { actionTimeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
});
