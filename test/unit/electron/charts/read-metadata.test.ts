/** Config blobs of any age and any author, as far as they can be shown. */
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../../electron/charts/read-metadata';

const read = (value: unknown): unknown => readMetadata(Buffer.from(JSON.stringify(value)));

describe('readMetadata', () => {
  it('reads a chart', () => {
    expect(read({ name: 'app', version: '1.0.0', description: 'd', annotations: { a: 'b' } })).toEqual({
      ok: true,
      data: { name: 'app', version: '1.0.0', description: 'd', annotations: { a: 'b' } },
    });
  });

  it('drops what has a wrong type, field by field and entry by entry', () => {
    const config = {
      name: 'app',
      version: '1.0.0',
      description: 1,
      home: null,
      keywords: ['a', 1, null],
      maintainers: [{ name: 'Ana' }, 'Bob', { name: 1 }],
      annotations: { a: 'b', c: 1 },
      unknown: 'x',
    };
    expect(read(config)).toEqual({
      ok: true,
      data: { name: 'app', version: '1.0.0', keywords: ['a'], maintainers: [{ name: 'Ana' }], annotations: { a: 'b' } },
    });
  });

  it.each([
    ['{', "isn't JSON"],
    ['', "isn't JSON"],
    ['[]', "isn't a JSON object"],
    ['null', "isn't a JSON object"],
    ['{"architecture":"amd64","os":"linux"}', 'names no chart'],
    ['{"name":"app"}', 'no version'],
  ])('says what is wrong with %j', (text, words) => {
    expect(readMetadata(Buffer.from(text))).toEqual({ ok: false, error: expect.stringContaining(words) });
  });

  it('is not fooled by keys that JavaScript has a use for', () => {
    const result = readMetadata(Buffer.from('{"__proto__":{"name":"evil","version":"1"},"version":"1.0.0"}'));
    expect(result.ok).toBe(false);
  });
});
