/** Where the YAML documents of a stream stand. Pure; reads no YAML. */

export interface DocumentPlace {
  /** Behind the line with `---`, or behind the `---` where something else stands on its line. */
  readonly start: number;
  readonly end: number;
}

/** Kubernetes splits at every line that begins with `---`; helm writes no other. */
const SEPARATOR = /(?:^|\n)---(?=[ \t\r\n]|$)[ \t]*(?:\r?\n|(?=#)|$)?/g;
const HAS_CONTENT = /^[ \t]*[^\s#]/m;

/** Those with content: neither blank nor comments only. */
export function documentPlaces(stream: string): readonly DocumentPlace[] {
  const places: DocumentPlace[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end > start && HAS_CONTENT.test(stream.slice(start, end))) places.push({ start, end });
  };
  SEPARATOR.lastIndex = 0;
  for (let match = SEPARATOR.exec(stream); match !== null; match = SEPARATOR.exec(stream)) {
    // The line break before the `---` still belongs to the document.
    add(match.index + (match[0].startsWith('\n') ? 1 : 0));
    start = SEPARATOR.lastIndex;
    // A `---` right behind this one needs the line break that was just taken.
    if (stream.charAt(start - 1) === '\n') SEPARATOR.lastIndex = start - 1;
  }
  add(stream.length);
  return places;
}
