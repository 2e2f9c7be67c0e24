/**
 * Lists of repositories and tags, page by page. Never leaves the page's own address: of a `Link` only the query is used, for
 * Artifactory's lacks part of the path and proxies write a wrong host or scheme into it.
 */
import { isRepositoryName, isTag } from '../../shared/reference';
import { mayHoldMoreThan, parseJson, readWithin } from './body';
import type { HttpResponse } from './http-connection';
import {
  LISTING_PAGE_SIZE,
  MAX_JSON_VALUES,
  MAX_LISTING_ENTRIES,
  MAX_LISTING_PAGE_BYTES,
  MAX_LISTING_PAGES,
} from './limits';
import { tagsPath } from './paths';
import { ping } from './ping';
import type { CallOptions } from './registry-client';
import { isRegistryError, RegistryError, type RegistryFailure } from './registry-error';
import type { RegistrySession } from './registry-session';
import { CATALOG_SCOPE, pullScope } from './scopes';
import { resolveTarget } from './target';

/** Docker Hub 401, GHCR 403, others 404 or 405. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 405]);

interface Listing {
  readonly path: string;
  readonly scopes: readonly string[];
  readonly repository?: string;
  /** Of the page's document, where the names are. */
  readonly field: 'repositories' | 'tags';
  /** Names that no request could carry are left out: nobody could open them. */
  readonly isName: (name: string) => boolean;
}

export async function listRepositories(
  session: RegistrySession,
  options: CallOptions = {},
): Promise<readonly string[]> {
  const catalog: Listing = {
    path: '/v2/_catalog',
    scopes: [CATALOG_SCOPE],
    field: 'repositories',
    isName: isRepositoryName,
  };
  try {
    return await listAll(session, catalog, options);
  } catch (error) {
    if (!(error instanceof RegistryError) || !REFUSALS.has(error.context.status ?? 0)) throw error;
    // Refusing a login and refusing the list both look like 401: /v2/ tells which. It throws where a login would help.
    if (error.code === 'auth-required') await ping(session, options);
    throw new RegistryError(error.message, { code: 'unsupported', feature: 'catalog' }, error.context, {
      cause: error,
    });
  }
}

export async function listTags(
  session: RegistrySession,
  repository: string,
  options: CallOptions = {},
): Promise<readonly string[]> {
  const path = tagsPath(repository);
  return listAll(session, { path, scopes: [pullScope(repository)], repository, field: 'tags', isName: isTag }, options);
}

async function listAll(session: RegistrySession, listing: Listing, options: CallOptions): Promise<readonly string[]> {
  const found = new Set<string>();
  const queries = new Set<string>();
  let query: string | null = `?n=${LISTING_PAGE_SIZE}`;
  while (query !== null && !queries.has(query)) {
    queries.add(query);
    const page: Page | null = await getPage(session, listing, query, queries.size === 1, options);
    // The registry does not know its own `last`: zot, when that tag has gone meanwhile.
    if (page === null) break;
    for (const name of page.names) {
      if (name !== null && listing.isName(name)) found.add(name);
    }
    query = page.nextQuery;
    if (found.size > MAX_LISTING_ENTRIES || queries.size > MAX_LISTING_PAGES) {
      const what = `more than ${found.size > MAX_LISTING_ENTRIES ? MAX_LISTING_ENTRIES : found.size} names`;
      throw new RegistryError(
        `${session.host}: ${listing.path} lists ${what}`,
        { code: 'too-large' },
        { host: session.host },
      );
    }
  }
  return [...found];
}

interface Page {
  readonly names: readonly (string | null)[];
  /** With `?`; null on the last page. */
  readonly nextQuery: string | null;
}

async function getPage(
  session: RegistrySession,
  listing: Listing,
  query: string,
  isFirst: boolean,
  options: CallOptions,
): Promise<Page | null> {
  const { path, scopes, repository } = listing;
  const request = {
    method: 'GET',
    target: path + query,
    headers: { accept: 'application/json' },
    scopes,
    ...(repository === undefined ? {} : { repository }),
    expect: [200],
  } as const;
  const read = (response: HttpResponse) => readPage(session, listing, response);
  try {
    return await session.exchange(request, read, options);
  } catch (error) {
    if (!isFirst && isRegistryError(error, 'not-found')) return null;
    // Registries whose administrator allows only smaller pages.
    if (isFirst && isRegistryError(error, 'rejected') && error.context.status === 400) {
      return session.exchange({ ...request, target: path }, read, options);
    }
    throw error;
  }
}

async function readPage(session: RegistrySession, listing: Listing, response: HttpResponse): Promise<Page> {
  const bytes = await readWithin(response.chunks(), MAX_LISTING_PAGE_BYTES);
  const fail = (failure: RegistryFailure, what: string) => {
    const { host } = session;
    const repository = listing.repository === undefined ? {} : { repository: listing.repository };
    return new RegistryError(`${host}: ${listing.path}: ${what}`, failure, {
      host,
      status: response.status,
      ...repository,
    });
  };
  if (!bytes) throw fail({ code: 'too-large' }, 'the page is too long');
  // No name holds a character that is counted, so this many would be too many names.
  if (mayHoldMoreThan(bytes, MAX_JSON_VALUES)) throw fail({ code: 'too-large' }, 'the page lists too many names');
  const names = namesIn(parseJson(bytes), listing.field);
  if (names === null) throw fail({ code: 'invalid-answer' }, 'the answer is no list');
  return { names, nextQuery: nextQuery(response) };
}

/**
 * Null for what is no such list. A list that is null is empty: registries write `"tags": null` once the last one is deleted.
 * By hand: a schema notes what is wrong with each single entry, and a page of millions of wrong ones would end the app.
 */
function namesIn(document: unknown, field: Listing['field']): readonly (string | null)[] | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const names: unknown = Reflect.get(document, field) ?? [];
  return isListOfNames(names) ? names : null;
}

function isListOfNames(value: unknown): value is readonly (string | null)[] {
  return Array.isArray(value) && value.every((name) => name === null || typeof name === 'string');
}

const LINK = /<([^>]*)>([^<]*)/g;

/** RFC 8288. Values come unencoded from zot, absolute or relative, among other relations. */
export function nextQuery(response: HttpResponse): string | null {
  for (const [, location = '', parameters = ''] of response.headers.getAll('link').join(', ').matchAll(LINK)) {
    if (!/;\s*rel\s*=\s*"?(?:[^"]*\s)?next\b/i.test(parameters)) continue;
    const target = resolveTarget(response.target, location);
    if (target === null || target === 'user-info') continue;
    const query = target.path.indexOf('?');
    if (query >= 0) return target.path.slice(query);
  }
  return null;
}
