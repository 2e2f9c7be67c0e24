/** What a file of a chart is, by its bytes: names lie. */
import { describe, expect, it } from 'vitest';
import { fileContent } from '../../../../electron/charts/file-content';

const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

describe('fileContent', () => {
  it.each([
    ['utf-8', Buffer.from('größe: 1\n'), 'größe: 1\n', 'utf-8'],
    ['a byte order mark', Buffer.from('\ufeffa: 1\n'), 'a: 1\n', 'utf-8'],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
    ['a bell', Buffer.from('a\u0007'), 'a\u0007', 'utf-8'],
    ['escape sequences of a terminal', Buffer.from('\u001b[31mred'), '\u001b[31mred', 'utf-8'],
    ['Latin-1', Buffer.from('gr\u00f6\u00dfe', 'latin1'), 'größe', 'latin-1'],
    ['UTF-16, little end first', Buffer.from('\ufeffhi', 'utf16le'), 'hi', 'utf-16'],
    ['UTF-16, big end first', Buffer.from('\ufeffhi', 'utf16le').swap16(), 'hi', 'utf-16'],
  ])('reads %s', (_what, bytes, text, encoding) => {
    expect(fileContent(bytes)).toEqual({ kind: 'text', text, encoding });
  });

  it('shows raster images, and takes an SVG for the text that it is', () => {
    expect(fileContent(PNG)).toEqual({ kind: 'image', dataUrl: `data:image/png;base64,${PNG.toString('base64')}` });
    expect(fileContent(Buffer.from('RIFF....WEBPVP8 '))).toMatchObject({ kind: 'image' });
    expect(fileContent(Buffer.from('<svg onload="x()"/>'))).toMatchObject({ kind: 'text' });
  });

  it.each([
    ['a NUL', Buffer.from('a: \0')],
    ['controls beside bytes that are no UTF-8', Buffer.from([0xe4, 1, 2])],
    ['a gzip', Buffer.from('1f8b0800000000000003', 'hex')],
    ['half a character of UTF-16', Buffer.from('fffe00d8', 'hex')],
  ])('leaves what holds %s alone', (_what, bytes) => {
    expect(fileContent(bytes)).toEqual({ kind: 'binary' });
  });
});
