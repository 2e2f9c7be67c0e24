/** White space and unprintable characters, as Helm's sanitizeString treats them. */
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../../electron/charts/clean-text';

describe('cleanText', () => {
  it.each([
    ['a\tb\nc\rd\ve\ff', 'a b c d e f'],
    ['no-break\u00a0space', 'no-break space'],
    ['em\u2003space, line\u2028separator, next\u0085line', 'em space, line separator, next line'],
  ])('makes each kind of white space a space: %j', (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it.each([
    ['bell', 'a\u0007b'],
    ['escape', 'a\u001bb'],
    ['zero width space', 'a\u200bb'],
    ['soft hyphen', 'a\u00adb'],
    ['byte order mark', 'a\ufeffb'],
    ['right-to-left override', 'a\u202eb'],
    ['private use', 'a\ue000b'],
    ['half of a pair', 'a\ud800b'],
    ['an emoji newer than the Go of Helm', 'a\u{1fae9}b'],
    ['a letter newer than the Go of Helm', 'a\u{10d40}b'],
  ])('drops what Go calls unprintable: %s', (_name, text) => {
    expect(cleanText(text)).toBe('ab');
  });

  it('keeps words of any language, signs and emoji', () => {
    const text = 'Grüße, 図表 <a&b> 😀 ñ é́ \u{1fae8}';
    expect(cleanText(text)).toBe(text);
  });
});
