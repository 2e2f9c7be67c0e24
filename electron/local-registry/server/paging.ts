/** Lists in pages: the order of the specification, `n`, `last`, and the `Link` to what follows. No I/O. */
import { Refusal } from './error-answer';
import { MAX_PAGE_SIZE } from './limits';

export interface PageRequest {
  readonly size: number;
  /** Names up to and including this one were seen before; empty for the first page. */
  readonly last: string;
}

export interface Page {
  readonly names: readonly string[];
  readonly hasMore: boolean;
}

/** Throws a Refusal for an `n` that is no number. More than we give in a page is no mistake: the rest comes by `Link`. */
export function readPageRequest(query: URLSearchParams): PageRequest {
  const last = query.get('last') ?? '';
  const text = query.get('n');
  if (text === null || text === '') return { size: MAX_PAGE_SIZE, last };
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(400, 'UNSUPPORTED', '"n" has to be a whole number, 0 or more.');
  return { size: Math.min(Number(text), MAX_PAGE_SIZE), last };
}

/** distribution-spec 1.1: "lexical order (i.e. case-insensitive alphanumeric order)"; equal ones by their characters. */
export function compareNames(a: string, b: string): number {
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The page of `names`, in any order, that was asked for. `last` need not be one of them. */
export function pageOf(names: Iterable<string>, { size, last }: PageRequest): Page {
  const following = [...names].filter((name) => last === '' || compareNames(name, last) > 0).sort(compareNames);
  return { names: following.slice(0, size), hasMore: size > 0 && following.length > size };
}

/** The value of a `Link` header to the page behind `lastName`, on this server. */
export function nextPageLink(path: string, size: number, lastName: string): string {
  return `<${path}?${new URLSearchParams({ n: String(size), last: lastName }).toString()}>; rel="next"`;
}
