/**
 * What refers to a manifest (distribution-spec 1.1): by the registry's own list, else by the tag that stands for it where a registry
 * has none. Answers that are none of it (a page of HTML, another type) count as having none. What is listed is not fetched here.
 */
import type { Digest } from '../../shared/digest';
import { indexSchema, MEDIA_TYPE, type Descriptor } from '../../shared/oci';
import { mayHoldMoreThan, parseJson, readWithin } from './body';
import type { HttpResponse } from './http-connection';
import { MAX_JSON_VALUES, MAX_MANIFEST_BYTES, MAX_REFERRER_PAGES, MAX_REFERRERS } from './limits';
import { nextQuery } from './listing';
import { getManifest } from './manifests';
import { referrersPath } from './paths';
import type { CallOptions } from './registry-client';
import { isRegistryError, type RegistryErrorCode } from './registry-error';
import type { RegistrySession } from './registry-session';
import { pullScope } from './scopes';

export interface ReferrerList {
  readonly referrers: readonly Descriptor[];
  /** `tag`: each has to be looked at, whether it refers to the manifest: anyone's tag may have the name. */
  readonly foundBy: 'api' | 'tag';
  /** There are more than are listed. */
  readonly isCut: boolean;
  /** The registry sends on to another host for its list, which is not asked: only the registry itself may say what belongs to it. */
  readonly isElsewhere: boolean;
}

/** Answers by which a registry says that it has no such list. */
const NO_LIST: ReadonlySet<RegistryErrorCode> = new Set<RegistryErrorCode>([
  'not-found',
  'rejected',
  'rate-limited',
  'invalid-answer',
  'insecure-redirect',
]);

export async function listReferrers(
  session: RegistrySession,
  repository: string,
  digest: Digest,
  options: CallOptions = {},
): Promise<ReferrerList> {
  let isElsewhere = false;
  try {
    const own = await byApi(session, repository, digest, options);
    if (own !== null) return own;
  } catch (error) {
    if (!isRegistryError(error) || !NO_LIST.has(error.code)) throw error;
    isElsewhere = error.code === 'insecure-redirect';
  }
  return { ...(await byTag(session, repository, digest, options)), isElsewhere };
}

/** Null where what came is no list of referrers. */
async function byApi(
  session: RegistrySession,
  repository: string,
  digest: Digest,
  options: CallOptions,
): Promise<ReferrerList | null> {
  const path = referrersPath(repository, digest);
  const found: Descriptor[] = [];
  const queries = new Set<string>();
  let query: string | null = '';
  while (query !== null && !queries.has(query)) {
    queries.add(query);
    const page: Page | null = await session.exchange(
      {
        method: 'GET',
        target: path + query,
        headers: { accept: MEDIA_TYPE.ociIndex },
        scopes: [pullScope(repository)],
        repository,
        mayLeave: false,
        expect: [200],
      },
      readPage,
      options,
    );
    if (page === null)
      return queries.size === 1 ? null : { referrers: found, foundBy: 'api', isCut: true, isElsewhere: false };
    found.push(...page.referrers);
    query = page.nextQuery;
    if (found.length > MAX_REFERRERS || (query !== null && queries.size >= MAX_REFERRER_PAGES)) {
      return { referrers: found.slice(0, MAX_REFERRERS), foundBy: 'api', isCut: true, isElsewhere: false };
    }
  }
  return { referrers: found, foundBy: 'api', isCut: false, isElsewhere: false };
}

interface Page {
  readonly referrers: readonly Descriptor[];
  readonly nextQuery: string | null;
}

async function readPage(response: HttpResponse): Promise<Page | null> {
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== MEDIA_TYPE.ociIndex) {
    response.discard();
    return null;
  }
  const bytes = await readWithin(response.chunks(), MAX_MANIFEST_BYTES);
  const referrers = bytes === null ? null : descriptorsIn(bytes);
  return referrers === null ? null : { referrers, nextQuery: nextQuery(response) };
}

function descriptorsIn(bytes: Buffer): readonly Descriptor[] | null {
  if (mayHoldMoreThan(bytes, MAX_JSON_VALUES)) return null;
  const index = indexSchema.safeParse(parseJson(bytes));
  return index.success ? index.data.manifests : null;
}

async function byTag(
  session: RegistrySession,
  repository: string,
  digest: Digest,
  options: CallOptions,
): Promise<ReferrerList> {
  const none: ReferrerList = { referrers: [], foundBy: 'tag', isCut: false, isElsewhere: false };
  try {
    const found = await getManifest(session, repository, digest.replace(':', '-'), options);
    // GitLab takes the name for the digest itself and gives the manifest that was asked about.
    const all = found.digest === digest ? [] : (descriptorsIn(found.bytes) ?? []);
    return { ...none, referrers: all.slice(0, MAX_REFERRERS), isCut: all.length > MAX_REFERRERS };
  } catch (error) {
    if (isRegistryError(error, 'not-found') || isRegistryError(error, 'invalid-answer')) return none;
    throw error;
  }
}
