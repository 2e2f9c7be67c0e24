/** The search of a text with hidden values: they are not found by what they are, and none comes to light in the search's own field. */
import { SearchQuery, setSearchQuery } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { hiddenPlaces } from './hidden-values';

export const hiddenSearch = EditorState.transactionExtender.of(({ effects, startState }) => {
  const asked = effects.find((effect) => effect.is(setSearchQuery))?.value;
  if (asked === undefined || asked.test === isInSight) return null;
  const { search, replace, caseSensitive, literal, regexp, wholeWord } = asked;
  const query = { search, replace, caseSensitive, literal, regexp, wholeWord, test: isInSight };
  const { from, to } = startState.selection.main;
  // The search begins with what is selected; typed by hand it may be anything.
  const isOfSelection = search !== '' && startState.sliceDoc(from, to).replaceAll('\n', String.raw`\n`) === search;
  const isHidden = isOfSelection && !isInSight(search, startState, from, to);
  return { effects: setSearchQuery.of(new SearchQuery(isHidden ? { ...query, search: '' } : query)) };
});

function isInSight(_match: string, state: EditorState, from: number, to: number): boolean {
  return !hiddenPlaces(state).some((place) => place.from < to && place.to > from);
}
