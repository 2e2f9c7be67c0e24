/** Commands in a sentence are set as code; anything else stays as it was written. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { WordsWithCode } from '../../../../renderer/components/words-with-code';

it.each([
  ['Package it with `helm package`.', '<bdi>Package it with <code>helm package</code>.</bdi>'],
  ['`a` and `b`', '<bdi><code>a</code> and <code>b</code></bdi>'],
  ['No command.', '<bdi>No command.</bdi>'],
  ['a`b.tgz is empty.', '<bdi>a`b.tgz is empty.</bdi>'],
  ['<b> `<i>`', '<bdi>&lt;b&gt; <code>&lt;i&gt;</code></bdi>'],
])('%s', (text, html) => {
  const markup = renderToStaticMarkup(createElement(WordsWithCode, { text }));
  expect(markup).toBe(html);
});
