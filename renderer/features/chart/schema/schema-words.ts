/** Words about schemas. Pure. */

/** What `$schema` names, in short. */
export function draftWords(draft: string): string {
  if (draft === '') return 'Names no draft of JSON Schema';
  const known = /^https?:\/\/json-schema\.org\/(?:draft\/(2019-09|2020-12)|(draft-0[3467]))\/schema#?$/.exec(draft);
  const name = known?.[1] ?? known?.[2];
  return name === undefined ? `Names a draft that isn't known here: ${draft}` : `JSON Schema ${name}`;
}
