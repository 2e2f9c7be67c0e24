/** What stays hidden of a text with every key that is typed into it. */
import { SearchQuery, getSearchQuery, search, setSearchQuery } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { hiddenSearch } from '../../../../../renderer/components/code-editing/hidden-search';
import { hiddenPlaces, hiddenValues } from '../../../../../renderer/components/code-editing/hidden-values';

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: [hiddenValues, search(), hiddenSearch] });
}

/** What can be read of it. */
function seen(state: EditorState): string {
  return hiddenPlaces(state).reduceRight(
    (text, { from, to }) => `${text.slice(0, from)}*${text.slice(to)}`,
    state.doc.toString(),
  );
}

/** Key by key; gives what could be read after each. */
function typed(state: EditorState, at: number, keys: string): readonly string[] {
  let now = state;
  return keys.split('').map((insert, index) => {
    now = now.update({ changes: { from: at + index, insert } }).state;
    return seen(now);
  });
}

it('a value is hidden from its first character on', () => {
  expect(typed(stateOf('a: 1\n'), 5, 'password: hunter2').at(10)).toBe('a: 1\npassword: *');
  for (const text of typed(stateOf('a: 1\n'), 5, 'password: hunter2\n')) expect(text).not.toContain('h');
});

it('while the text is no YAML all stays hidden that was, and what is typed beside it can be read', () => {
  const text = 'x: {password: "ab,\n   cd"}\ntoken: |\n  efg\nshared: &s hij\nsecret: *s\n';
  const state = stateOf(text);
  const after = typed(state, text.length, 'note [: {token: "klm');
  expect(after.at(-1)).toBe('x: {password: *}\ntoken: |\n  *\nshared: &s *\nsecret: *s\nnote [: {token: *');
  for (const each of after) expect(each).not.toMatch(/ab|cd|efg|hij|klm/);
});

it.each([100, 80_000])('in front of, behind and in the place of a value, with %d characters around it', (length) => {
  const text = `first: ${'x'.repeat(length)}\npassword: ab\nlast: 1\n`;
  const at = text.indexOf('ab');
  for (const [from, to, insert] of [
    [at, at, 'cd'],
    [at + 2, at + 2, 'cd'],
    [at, at + 2, '"cd"'],
    [at + 2, at + 2, '\n  cd'],
  ] as const) {
    const { state } = stateOf(text).update({ changes: { from, to, insert } });
    expect(seen(state)).toMatch(/\npassword: \*\n(?: {2}\*\n)?last: 1\n$/);
  }
});

it('a search finds nothing hidden, and does not begin with it', () => {
  const state = stateOf('a: hunter\npassword: hunter2\n');
  const { state: asked } = state.update({ effects: setSearchQuery.of(new SearchQuery({ search: 'hunter' })) });
  expect([...iterate(asked)]).toEqual([3]);
  const { state: chosen } = state.update({ selection: { anchor: 20, head: 27 } });
  const { state: begun } = chosen.update({ effects: setSearchQuery.of(new SearchQuery({ search: 'hunter2' })) });
  expect(getSearchQuery(begun).search).toBe('');
});

function* iterate(state: EditorState): Generator<number> {
  const cursor = getSearchQuery(state).getCursor(state);
  for (let next = cursor.next(); !next.done; next = cursor.next()) yield next.value.from;
}
