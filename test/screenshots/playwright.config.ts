/** Pictures of every screen, from the real app. `npm run screenshots` runs it and puts them into docs/screenshots/. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/screenshots-run',
  workers: 1,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
