/** What there is: repositories, tags, referrers. distribution-spec 1.1, "Content Discovery". */
import type { OutgoingHttpHeaders } from 'node:http';
import { MEDIA_TYPE } from '../../../shared/oci';
import type { Digest } from '../../../shared/digest';
import { tagsPath } from '../../registry/paths';
import { Refusal } from './error-answer';
import { refuseMethod, requireDigest, sendJson, type Exchange } from './exchange';
import { MAX_REFERRERS_PAGE_BYTES } from './limits';
import { referrerFacts } from './manifest-check';
import { compareNames, nextPageLink, pageOf, readPageRequest, type Page, type PageRequest } from './paging';
import type { Repository } from './repository';

/** GET `/v2/_catalog`: the repositories that hold anything to pull. */
export async function answerCatalog({ request, response, query, parts }: Exchange): Promise<void> {
  if (request.method !== 'GET') throw refuseMethod('GET');
  const wanted = readPageRequest(query);
  const found: string[] = [];
  for (const name of parts.repositories.names()) {
    if (wanted.last !== '' && compareNames(name, wanted.last) <= 0) continue;
    // One more than asked for says that there is more; the rest need not be read.
    if (found.length > wanted.size) break;
    if ((await parts.repositories.find(name))?.manifests.size) found.push(name);
  }
  const page = pageOf(found, wanted);
  sendJson(response, { repositories: page.names }, linkHeader('/v2/_catalog', wanted, page));
}

/** GET `/v2/<name>/tags/list`. */
export async function answerTags({ request, response, query, parts }: Exchange, name: string): Promise<void> {
  if (request.method !== 'GET') throw refuseMethod('GET');
  const wanted = readPageRequest(query);
  const repository = await parts.repositories.find(name);
  if (!repository) throw new Refusal(404, 'NAME_UNKNOWN', 'Nothing was pushed to a repository of this name.');
  const page = pageOf(repository.tags.keys(), wanted);
  sendJson(response, { name, tags: page.names }, linkHeader(tagsPath(name), wanted, page));
}

/** GET `/v2/<name>/referrers/<digest>`, all of them or those of an `artifactType`. Also for what is not there: an empty list. */
export async function answerReferrers(exchange: Exchange, name: string, digestText: string): Promise<void> {
  const { request, response, query, parts } = exchange;
  if (request.method !== 'GET') throw refuseMethod('GET');
  const subject = requireDigest(digestText);
  const artifactType = query.get('artifactType');
  const repository = await parts.repositories.find(name);
  const { manifests, next } = repository
    ? await referrersPage(exchange, repository, subject, artifactType)
    : { manifests: [], next: null };
  sendJson(
    response,
    { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests },
    {
      'content-type': MEDIA_TYPE.ociIndex,
      ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }),
      ...(next === null ? {} : { link: `<${nextReferrers(name, subject, artifactType, next)}>; rel="next"` }),
    },
  );
}

/** As many as an index may hold, behind `last`. `next` is the last of them where more follow. */
async function referrersPage(
  { query, parts }: Exchange,
  repository: Repository,
  subject: Digest,
  artifactType: string | null,
): Promise<{ readonly manifests: readonly object[]; readonly next: string | null }> {
  const last = query.get('last') ?? '';
  const manifests: object[] = [];
  let sizeBytes = 0;
  let next: string | null = null;
  for (const digest of repository.referrersOf(subject)) {
    const record = repository.manifests.get(digest);
    const bytes = digest > last && record ? await readContent(parts.contents.open(digest)) : null;
    if (!bytes || !record) continue;
    const facts = referrerFacts(bytes);
    if (artifactType !== null && facts.artifactType !== artifactType) continue;
    const descriptor = { mediaType: record.mediaType, digest, size: record.sizeBytes, ...facts };
    sizeBytes += Buffer.byteLength(JSON.stringify(descriptor));
    if (sizeBytes > MAX_REFERRERS_PAGE_BYTES && next !== null) return { manifests, next };
    manifests.push(descriptor);
    next = digest;
  }
  return { manifests, next: null };
}

async function readContent(opening: ReturnType<Exchange['parts']['contents']['open']>): Promise<Buffer | null> {
  const file = await opening;
  try {
    return file ? await file.readFile() : null;
  } finally {
    await file?.close();
  }
}

function nextReferrers(name: string, subject: Digest, artifactType: string | null, last: string): string {
  const query = new URLSearchParams({ last, ...(artifactType === null ? {} : { artifactType }) });
  return `/v2/${name}/referrers/${subject}?${query.toString()}`;
}

function linkHeader(path: string, { size }: PageRequest, { names, hasMore }: Page): OutgoingHttpHeaders {
  const last = names.at(-1);
  return hasMore && last !== undefined ? { link: nextPageLink(path, size, last) } : {};
}
