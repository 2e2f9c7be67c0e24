/** Markdown in GitHub's flavour as blocks of clean HTML. */
import { describe, expect, it } from 'vitest';
import { markdownParts } from '../../../../../renderer/components/markdown/markdown-blocks';

const whole = (text: string) => {
  const parts = [...markdownParts(text, '')];
  return { blocks: parts.flatMap(({ blocks }) => blocks), headings: parts.flatMap(({ headings }) => headings) };
};
const html = (text: string) => whole(text).blocks.join('');

describe('markdownParts', () => {
  it('makes a block of each paragraph, list and table, and lists the headings with their own ids', () => {
    const { blocks, headings } = whole(
      '# A `b` & c\n\ntext\n\n- [x] done\n\n## Same\n\n## Same\n\n|a|b|\n|-|-:|\n|1|2|\n',
    );
    expect(blocks).toHaveLength(6);
    expect(headings).toEqual([
      { id: 'readme-a-b--c', level: 1, text: 'A b & c' },
      { id: 'readme-same', level: 2, text: 'Same' },
      { id: 'readme-same-1', level: 2, text: 'Same' },
    ]);
    expect(blocks[0]).toContain('<h3 id="readme-a-b--c">A <code>b</code> &amp; c</h3>');
    expect(blocks[2]).toContain('☑');
    expect(blocks[5]).toContain('<td align="right">2</td>');
  });

  it('comes in parts where it is long: the same blocks and headings in their order, each once', () => {
    const text = Array.from({ length: 400 }, (_none, at) => `## Chapter ${at}\n\n${'word '.repeat(50)}\n`).join('\n');
    const parts = [...markdownParts(text, '')];
    expect(parts.length).toBeGreaterThan(2);
    const { blocks, headings } = whole(text);
    expect(blocks).toHaveLength(800);
    expect(blocks.at(-2)).toContain('Chapter 399');
    expect(headings.map(({ id }) => id)).toEqual(Array.from({ length: 400 }, (_none, at) => `readme-chapter-${at}`));
    expect(parts.every((part) => part.blocks.length > 0)).toBe(true);
  });

  it('keeps together what HTML opens in one block and closes in another', () => {
    const { blocks } = whole('<details>\n<summary>More</summary>\n\n**bold**\n\n</details>\n\nafter');
    expect(blocks).toHaveLength(2);
    expect(blocks[0]).toContain('<strong>bold</strong>');
    expect(blocks[0]?.trim().endsWith('</details>')).toBe(true);
  });

  it('finds links by reference, also those that are defined at the end', () => {
    expect(html('See [it][1].\n\n[1]: https://ok.example "T"\n')).toContain('href="https://ok.example"');
    expect(html('![x](https://evil.example/x.png)')).toContain('Remote image blocked: x');
    expect(html('https://ok.example')).toContain('href="https://ok.example"');
    expect(html('a@b.example')).not.toContain('href');
  });

  it('colours YAML, and shows all other code as it is', () => {
    expect(html('```yaml\na: "b" # <c>\n```')).toContain('<span class="code-key">a</span>');
    expect(html('```yaml\na: "b" # <c>\n```')).toContain('&#60;c&#62;');
    expect(html('```sh\n<b>$x</b>\n```')).toContain('<pre><code>&#60;b&#62;$x&#60;/b&#62;</code></pre>');
  });

  it('says what a note is', () => {
    expect(html('> [!WARNING]\n> Take care\n')).toContain('<strong>Warning</strong>');
    expect(html('> [!WARNING]\n> Take care\n')).not.toContain('[!');
    expect(html('> plain\n')).not.toContain('<strong>');
  });

  it('lets nothing through that Markdown can make', () => {
    const text = [
      '[a](javascript:alert(1)) [b](<java\nscript:x>) ![c](data:text/html,x)',
      '<img src=x onerror=alert(1)>',
      '`<script>`',
      '[d](https://ok.example" onclick="x)',
      '<https://ok.example"onclick=x>',
      '[e]: javascript:x\n\n[e]',
    ].join('\n\n');
    // Without what is only said of them.
    const tags = (html(text).match(/<[^>]*>/g) ?? []).map((tag) =>
      tag.replaceAll(/(?:title|href="https)[^"]*"[^"]*"/g, ''),
    );
    expect(tags.filter((tag) => /\son\w+=|javascript|<script|data:text/i.test(tag))).toEqual([]);
    expect(tags).not.toEqual([]);
  });

  it('reads an empty text, and one with controls, without failing', () => {
    expect(whole('')).toEqual({ blocks: [], headings: [] });
    expect(html('\u0000\u202e# x')).toContain('x');
  });
});
