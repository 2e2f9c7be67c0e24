/** The real charts of the folder beside the checkout, which most machines lack: who leaves tests out for that says so. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const SAMPLES = resolve(import.meta.dirname, '../../../shared/charts');

/** Names of archives; none where the folder isn't there. */
export const samples: readonly string[] = existsSync(SAMPLES)
  ? readdirSync(SAMPLES).filter((name) => name.endsWith('.tgz'))
  : [];

export const NO_SAMPLES = 'there is no folder with real charts beside the checkout';

/** In one line of the output, where they did not run. */
export function tellMissingSamples(what: string): void {
  if (samples.length === 0) process.stderr.write(`The tests of ${what} did not run with real charts: ${NO_SAMPLES}.\n`);
}
