import { expect, it } from 'vitest';
import { foundWords } from '../../../../../renderer/features/local-registry/engine-words';
import { collectedWords, keptWords } from '../../../../../renderer/features/local-registry/usage-words';

it('says what was found of an engine, or why it cannot be used', () => {
  const problem = { kind: 'unavailable', message: "Docker isn't running.", why: 'Start it.' } as const;
  expect(foundWords('podman', { kind: 'podman', name: 'Podman 4.3.1' })).toBe(
    'Podman 4.3.1. Runs on when Chartroom is closed, until it is stopped here.',
  );
  expect(foundWords('docker', { kind: 'docker', name: 'Docker 27.0', problem })).toBe(
    "Docker 27.0. Docker isn't running. Start it.",
  );
  expect(foundWords('docker', { kind: 'docker', problem })).toBe("Docker isn't running. Start it.");
  expect(foundWords('program', undefined)).toBeNull();
});

it('says what is kept as far as it is known', () => {
  const usage = { sizeBytes: 12_400_000, repositories: 4, freeBytes: null };
  expect(keptWords(usage)).toBe('12.4 MB in 4 repositories');
  expect(keptWords({ ...usage, repositories: null })).toBe('12.4 MB');
  expect(keptWords({ ...usage, sizeBytes: null, repositories: 1 })).toBe('1 repository');
  expect(keptWords({ ...usage, sizeBytes: null, repositories: null })).toBe('Nothing yet');
  expect(keptWords({ ...usage, repositories: 0 })).toBe('Nothing yet');
});

it('says what a clean-up took', () => {
  expect(collectedWords({ manifests: 0, files: 0, sizeBytes: 0 })).toBe('There was nothing to collect.');
  expect(collectedWords({ manifests: 0, files: 8, sizeBytes: 12_000_000 })).toBe('Freed 12.0 MB in 8 files.');
  expect(collectedWords({ manifests: 1, files: 1, sizeBytes: 1_000 })).toBe(
    'Freed 1.0 KB in 1 file. 1 version without a tag went with it.',
  );
});
