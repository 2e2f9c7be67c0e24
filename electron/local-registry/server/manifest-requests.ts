/** Manifests by tag or digest: reading, pushing, deleting. distribution-spec 1.1, "Pulling manifests" and "Pushing Manifests". */
import { createHash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { isDigest, type Digest } from '../../../shared/digest';
import type { Descriptor } from '../../../shared/oci';
import { isTag } from '../../../shared/reference';
import { algorithmOf, finishDigest } from '../../registry/digests';
import { manifestPath } from '../../registry/paths';
import { Refusal } from './error-answer';
import { refuseMethod, sendEmpty, sendFile, type Exchange } from './exchange';
import { MAX_MANIFEST_BYTES, MAX_TAGS_AT_ONCE } from './limits';
import { checkManifest, type CheckedManifest } from './manifest-check';
import { receiveBody } from './receive-body';
import type { ManifestRecord, Repository } from './repository';

/** GET, HEAD, PUT, DELETE of `/v2/<name>/manifests/<reference>`. */
export async function answerManifest(exchange: Exchange, name: string, reference: string): Promise<void> {
  if (!isTag(reference) && !isDigest(reference)) throw invalidReference(reference);
  switch (exchange.request.method) {
    case 'GET':
    case 'HEAD':
      return getManifest(exchange, name, reference);
    case 'PUT':
      return putManifest(exchange, name, reference);
    case 'DELETE':
      return deleteManifest(exchange, name, reference);
    default:
      throw refuseMethod('GET, HEAD, PUT, DELETE');
  }
}

/** In the type that it was pushed with, whatever `Accept` says: the specification leaves that to the registry. */
async function getManifest(exchange: Exchange, name: string, reference: string): Promise<void> {
  const repository = await exchange.parts.repositories.find(name);
  const digest = repository?.resolve(reference);
  const record = digest && repository?.manifests.get(digest);
  const file = record ? await exchange.parts.contents.open(digest) : null;
  if (!file) throw unknownManifest();
  await sendFile(exchange, file, { 'content-type': record?.mediaType, 'docker-content-digest': digest });
}

async function putManifest(exchange: Exchange, name: string, reference: string): Promise<void> {
  const { response, parts } = exchange;
  const tags = tagsOf(exchange, reference);
  const file = parts.storage.temporaryPath();
  try {
    const digest = await receiveManifest(exchange, file, isDigest(reference) ? reference : null);
    const bytes = await readFile(file);
    const manifest = checkManifest(bytes, exchange.request.headers['content-type']);
    await parts.repositories.change(name, async (repository) => {
      const record = await recordOf(exchange, repository, manifest, bytes.length);
      await parts.contents.keep(file, digest, () => repository.addManifest(digest, record, tags));
    });
    await parts.storage.settle();
    sendEmpty(response, 201, {
      location: manifestPath(name, digest),
      'docker-content-digest': digest,
      ...(manifest.subject ? { 'oci-subject': manifest.subject } : {}),
      ...(isDigest(reference) && tags.length > 0 ? { 'oci-tag': tags } : {}),
    });
  } finally {
    await rm(file, { force: true });
  }
}

/** The tag that it is pushed by, or those that come along with a digest (`tag=`, of the specification's next version). */
function tagsOf({ query }: Exchange, reference: string): string[] {
  if (isTag(reference)) return [reference];
  const tags = query.getAll('tag');
  const wrong = tags.find((tag) => !isTag(tag));
  if (wrong !== undefined) throw invalidReference(wrong);
  if (tags.length > MAX_TAGS_AT_ONCE) {
    throw new Refusal(414, 'MANIFEST_INVALID', `At most ${MAX_TAGS_AT_ONCE} tags can come along with a manifest.`);
  }
  return tags;
}

/** To a file like any body, so that many at once need no memory. Gives its digest, by the algorithm of the expected one. */
async function receiveManifest({ request, parts }: Exchange, path: string, expected: Digest | null): Promise<Digest> {
  const algorithm = expected ? algorithmOf(expected) : 'sha256';
  const hash = createHash(algorithm);
  const file = await open(path, 'wx', 0o600);
  try {
    await receiveBody(request, {
      file,
      offset: 0,
      maxBytes: MAX_MANIFEST_BYTES,
      hash,
      onWritten: () => undefined,
      slowSpanMs: parts.limits.slowSpanMs,
      minBytesPerSpan: parts.limits.minBytesPerSpan,
    });
    await file.sync();
  } finally {
    await file.close();
  }
  const digest = finishDigest(hash, algorithm);
  if (expected && digest !== expected) {
    throw new Refusal(400, 'DIGEST_INVALID', `What was sent is ${digest}, not ${expected}.`);
  }
  return digest;
}

/** Throws a Refusal unless everything that the manifest names is in the repository, in the size that it says. */
async function recordOf(
  { parts }: Exchange,
  repository: Repository,
  manifest: CheckedManifest,
  sizeBytes: number,
): Promise<ManifestRecord> {
  for (const blob of manifest.blobs) {
    checkPart('blob', blob, repository.blobs.has(blob.digest) ? await parts.contents.size(blob.digest) : null);
  }
  for (const part of manifest.manifests) {
    checkPart('manifest', part, repository.manifests.get(part.digest)?.sizeBytes ?? null);
  }
  const foreignHere = manifest.foreignBlobs.filter(({ digest }) => repository.blobs.has(digest));
  return {
    mediaType: manifest.mediaType,
    sizeBytes,
    blobs: digestsOf([...manifest.blobs, ...foreignHere]),
    manifests: digestsOf(manifest.manifests),
    ...(manifest.subject ? { subject: manifest.subject } : {}),
  };
}

function checkPart(kind: string, { digest, size }: Descriptor, sizeBytes: number | null): void {
  if (sizeBytes === null) {
    throw new Refusal(400, 'MANIFEST_BLOB_UNKNOWN', `The ${kind} ${digest} is not in this repository. Push it first.`);
  }
  if (sizeBytes !== size) {
    throw new Refusal(400, 'SIZE_INVALID', `The ${kind} ${digest} has ${sizeBytes} bytes, not ${size}.`);
  }
}

function digestsOf(descriptors: readonly Descriptor[]): Digest[] {
  return [...new Set(descriptors.map(({ digest }) => digest))];
}

/** A tag alone, or a manifest with all its tags. */
async function deleteManifest({ response, parts }: Exchange, name: string, reference: string): Promise<void> {
  const isDone = await parts.repositories.changeExisting(name, async (repository) => {
    const digest = repository.resolve(reference);
    if (digest === undefined) return false;
    if (!isDigest(reference)) {
      await repository.removeTag(reference);
      return true;
    }
    if (repository.indexesOf(digest).length > 0) {
      throw new Refusal(405, 'DENIED', 'An index of this repository needs this manifest. Delete the index first.');
    }
    await repository.removeManifest(digest);
    return true;
  });
  if (!isDone) throw unknownManifest();
  await parts.storage.settle();
  sendEmpty(response, 202);
}

function unknownManifest(): Refusal {
  return new Refusal(404, 'MANIFEST_UNKNOWN', 'This repository has no such tag or manifest.');
}

function invalidReference(reference: string): Refusal {
  return reference.includes(':')
    ? new Refusal(400, 'DIGEST_INVALID', 'This is no digest that is known here: use sha256 or sha512.')
    : new Refusal(400, 'MANIFEST_INVALID', 'A tag has up to 128 letters, digits, and _ . - but not first.');
}
