import { describe, expect, it } from 'vitest';
import { formatSize } from '../../../../shared/format-size';
import { countOf, formatBytes } from '../../../../renderer/format/size';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [237_790, '237.8 KB'],
    [999_949, '999.9 KB'],
    [999_950, '1.0 MB'],
    [20_000_000, '20.0 MB'],
    [3_100_000_000, '3.1 GB'],
    [5_000_000_000_000_000, '5,000.0 TB'],
  ])('%d bytes is %s', (sizeBytes, text) => {
    expect(formatSize(sizeBytes)).toBe(text);
  });
});

describe('formatBytes', () => {
  it('groups thousands and knows one byte', () => {
    expect(formatBytes(237_790)).toBe('237,790 bytes');
    expect(formatBytes(1)).toBe('1 byte');
  });
});

describe('countOf', () => {
  it('takes the plural from two on, and for none', () => {
    expect(countOf(0, 'version')).toBe('0 versions');
    expect(countOf(1, 'version')).toBe('1 version');
    expect(countOf(10_000, 'repository', 'repositories')).toBe('10,000 repositories');
  });
});
