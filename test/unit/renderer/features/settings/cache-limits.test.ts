import { describe, expect, it } from 'vitest';
import { cacheLimitChoices } from '../../../../../renderer/features/settings/cache-limits';
import { DEFAULT_CACHE_LIMIT_BYTES } from '../../../../../shared/setting-defaults';

function labels(currentBytes: number): readonly string[] {
  return cacheLimitChoices(currentBytes).map(({ label }) => label);
}

describe('cacheLimitChoices', () => {
  it('offers the first value of the setting', () => {
    expect(labels(DEFAULT_CACHE_LIMIT_BYTES)).toEqual(['64 MiB', '256 MiB', '1 GiB', '4 GiB']);
  });

  it('offers what a settings file says, too, in its place', () => {
    expect(labels(100 * 1024 * 1024)).toEqual(['64 MiB', '100 MiB', '256 MiB', '1 GiB', '4 GiB']);
  });
});
