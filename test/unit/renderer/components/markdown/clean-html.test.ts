/** HTML of strangers written anew: only what is allowed comes out, whatever goes in. */
import { describe, expect, it } from 'vitest';
import { addressesFor, archivePath } from '../../../../../renderer/components/markdown/addresses';
import { cleanHtml } from '../../../../../renderer/components/markdown/clean-html';

const clean = (html: string) => cleanHtml(html, addressesFor('docs/'));

describe('cleanHtml', () => {
  it.each([
    ['<p align="center">a <b>b</b> & &lt; &#60;</p>', '<p align="center">a <b>b</b> & &lt; &#60;</p>'],
    ['<p style="color:red" class="x" onclick="x()">a</p>', '<p>a</p>'],
    ['<table><tr><td colspan="2" rowspan=9999>a', '<table><tr><td colspan="2">a</td></tr></table>'],
    ['<details open><summary>s</summary>d</details>', '<details open><summary>s</summary>d</details>'],
    ['a<br/>b<hr>c', 'a<br>b<hr>c'],
    ['<h1>a</h1><h3>b</h3><h6>c</h6>', '<h3>a</h3><h5>b</h5><h6>c</h6>'],
    ['<ul>\n<li>a <b>b</b></li>\n</ul>', '<ul><li>a <b>b</b></li></ul>'],
    ['<table>\n<tr>\n<td>a b</td>\n</tr>\nlost</table>', '<table><tr><td>a b</td></tr>\nlost</table>'],
    ['<unknown x=1>kept</unknown>', 'kept'],
    ['</p></div>a', 'a'],
    ['<b><i>a</b>c</i>', '<b><i>a</i></b>c'],
    ['1 < 2 > 3 <', '1 &lt; 2 &gt; 3 &lt;'],
    ['<!-- <b> -->a<!doctype html>b<?php x ?>c', 'abc'],
    ['<!-- never closed <b>', ''],
    ['<input type="checkbox" checked disabled> done', '☑ done'],
    ['<a id="x" name="y">a</a><a name="y">b</a>', '<a id="readme-x">a</a><a id="readme-y">b</a>'],
    [
      '<span class="code-key">a</span><span class="code-key evil">b</span>',
      '<span class="code-key">a</span><span>b</span>',
    ],
  ])('%j', (html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT\n>alert(1)</ScRiPt >',
    '<style>*{background:url(https://evil.example)}</style>',
    '<iframe src="https://evil.example"><p>x</p></iframe>',
    '<svg><script>x</script><a href="javascript:x">x</a></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=x></style></table></mtext></math>',
    '<template><script>x</script></template>',
    '<textarea></textarea><script>x</script>',
    '<object data="x"><embed src="x"></object>',
    '<script>never closed',
  ])('of %j nothing is left', (html) => {
    expect(clean(html)).not.toMatch(/[<=]/);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<img src="data:text/html;base64,PHN2Zz4=">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#x73;cript:alert(1)">a</a>',
    '<a href="&#106;avascript&colon;alert(1)">a</a>',
    '<a href=" \u0001javascript:alert(1)">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<a href="http://plain.example">a</a>',
    '<a href="//evil.example">a</a>',
    String.raw`<a href="\\evil\share">a</a>`,
    '<form action="https://evil.example"><input name=x><button>a</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><link rel=stylesheet href=x><base href=x>',
    '<p id="a"onclick=x()>a</p>',
    '<p/onclick=x()>a</p>',
    '<<b>script>alert(1)</script>',
    '<p title=">" onclick="x()">a</p>',
    '<noscript><p title="</noscript><img src=x onerror=x>">',
  ])('%j has nothing left that acts', (html) => {
    const tags = clean(html).match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter(
        (tag) =>
          !/^<\/?(?:a|p|b|span)(?: (?:id="readme-[^"]*"|data-image="[^"]*"|data-blocked=""|title="[^"]*"|href="#"|data-file="[^"]*"))*>$/.test(
            tag,
          ),
      ),
    ).toEqual([]);
    expect(clean(html)).not.toMatch(/ src=| on\w+="/i);
  });

  it('leads into the archive, or out by https, and says so where a picture is not shown', () => {
    expect(clean('<img src="../img/a%20b.png" alt="A">')).toBe('<span data-image="img/a b.png">A</span>');
    expect(clean('<img src="data:image/png;base64,AAAA" alt="x">')).toBe(
      '<img src="data:image/png;base64,AAAA" alt="x">',
    );
    expect(clean('<img src="https://evil.example/a.png" alt="Build">')).toBe(
      '<span data-blocked="" title="https://evil.example/a.png">Remote image blocked: Build</span>',
    );
    expect(clean('<a href="other.md#x">a</a>')).toBe('<a href="#" data-file="docs/other.md">a</a>');
    expect(clean('<a href="#Über-uns">a</a>')).toBe('<a href="#readme-Über-uns">a</a>');
    expect(clean('<a href="https://ok.example/?a=1&amp;b=%22">a</a>')).toBe(
      '<a href="https://ok.example/?a=1&#38;b=%22" data-link="external">a</a>',
    );
  });

  // What is quadratic here takes minutes: the test would run out of its time.
  it.each([
    ['tags without end', '<a '.repeat(300_000)],
    ['a tag of spaces', `<a${' '.repeat(1_000_000)}`],
    ['a tag of attributes', `<a ${'x '.repeat(500_000)}`],
    ['comments without end', '<!--'.repeat(200_000)],
    ['tags in tags', '<b>'.repeat(300_000)],
    ['quotes without end', `<p ${'x="'.repeat(300_000)}`],
  ])('comes to its end with %s', (_what, html) => {
    expect(clean(html)).not.toContain('onclick');
  });
});

it.each([
  ['a.md', 'docs/', 'docs/a.md'],
  ['../a.md', 'docs/', 'a.md'],
  ['../../a.md', 'docs/', null],
  ['/a/./b//c', 'docs/', 'a/b/c'],
  ['%E0%A4%A', '', '%E0%A4%A'],
  ['..', 'docs/', null],
])('%s from %s is %s', (address, folder, path) => {
  expect(archivePath(address, folder)).toBe(path);
});
