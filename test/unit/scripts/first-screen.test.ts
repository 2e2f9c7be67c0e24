import { describe, expect, test } from 'vitest';
import { assertFirstScreenFits, firstScreenBytes, maxFirstScreenBytes } from '../../../scripts/first-screen.mjs';

const chunk = (fileName: string, bytes: number, rest: { imports?: string[]; dynamicImports?: string[] } = {}) => ({
  fileName,
  isEntry: fileName === 'index.js',
  code: 'x'.repeat(bytes),
  imports: [],
  dynamicImports: [],
  ...rest,
});

describe('the JavaScript before the first screen', () => {
  test('is the entry with all that it imports, each once', () => {
    const chunks = [
      chunk('index.js', 1, { imports: ['a.js', 'b.js'] }),
      chunk('a.js', 10, { imports: ['b.js'] }),
      chunk('b.js', 100, { imports: ['a.js'] }),
      chunk('never.js', 1000),
    ];
    expect(firstScreenBytes(chunks)).toBe(111);
  });

  test('holds the largest of the pages, with what only that one imports', () => {
    const chunks = [
      chunk('index.js', 1, { imports: ['shared.js'], dynamicImports: ['small.js', 'large.js'] }),
      chunk('shared.js', 10, { dynamicImports: ['dialog.js'] }),
      chunk('small.js', 100, { imports: ['shared.js'] }),
      chunk('large.js', 150, { imports: ['shared.js', 'grid.js'], dynamicImports: ['later.js'] }),
      chunk('grid.js', 1000),
      chunk('dialog.js', 200),
      chunk('later.js', 100_000),
    ];
    expect(firstScreenBytes(chunks)).toBe(1161);
  });

  test('counts bytes, not characters', () => {
    expect(firstScreenBytes([{ ...chunk('index.js', 0), code: 'ü' }])).toBe(2);
  });

  test('is refused over its budget, with both figures', () => {
    assertFirstScreenFits(maxFirstScreenBytes);
    expect(() => assertFirstScreenFits(maxFirstScreenBytes + 1)).toThrow(/901 KB .* at most 900 KB/);
  });
});
