/** The smoke test of the packaged app: `npm test -- package` packs it first. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/package',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // So that a button that isn't there is named in the failure, and not just the test's time that is over.
  use: { actionTimeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/package.json' }]],
});
