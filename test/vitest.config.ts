/** The two kinds of tests that run in plain Node: `unit`, within a second each, and `integration`, with real servers. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // A process for each file cost four times what all of the tests take. So nothing in a module may outlast its file's tests.
          isolate: false,
          // They take milliseconds; a machine that is busy with other things is no failure.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // Much of their time is spent in waiting for other programs: on two cores one file at a time took nearly twice as long.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          // vitest wants another group for another number of workers.
          sequence: { groupOrder: 1 },
          // Real registries and the helm program, on two cores that other tests use as well.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
