/** Blobs: reading, deleting, and the uploads by which they come. distribution-spec 1.1, "Pulling blobs" and "Pushing blobs". */
import type { OutgoingHttpHeaders } from 'node:http';
import type { Digest } from '../../../shared/digest';
import { algorithmOf } from '../../registry/digests';
import { blobPath, uploadsPath } from '../../registry/paths';
import { Refusal } from './error-answer';
import { refuseMethod, requireDigest, sendEmpty, sendFile, type Exchange } from './exchange';
import { readContentRange, receivedRange } from './range';
import type { Upload } from './upload-sessions';

/** GET, HEAD, DELETE of `/v2/<name>/blobs/<digest>`. */
export async function answerBlob(exchange: Exchange, name: string, digestText: string): Promise<void> {
  const { request, response, parts } = exchange;
  const digest = requireDigest(digestText);
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const repository = await parts.repositories.find(name);
      if (!repository?.blobs.has(digest)) throw unknownBlob();
      // A push that is told so leaves the blob out, and relies on it.
      parts.recentUses.add(name, digest);
      const file = await parts.contents.open(digest);
      if (!file) throw unknownBlob();
      await sendFile(exchange, file, { 'content-type': 'application/octet-stream', 'docker-content-digest': digest });
      return;
    }
    case 'DELETE': {
      const isDone = await parts.repositories.changeExisting(name, async (repository) => {
        if (!repository.blobs.has(digest)) return false;
        if (repository.usersOfBlob(digest).length > 0) {
          throw new Refusal(405, 'DENIED', 'A manifest of this repository needs this blob. Delete the manifest first.');
        }
        await repository.removeBlob(digest);
        return true;
      });
      if (!isDone) throw unknownBlob();
      await parts.storage.settle();
      sendEmpty(response, 202);
      return;
    }
    default:
      throw refuseMethod('GET, HEAD, DELETE');
  }
}

/** POST to `/v2/<name>/blobs/uploads/`: begins an upload, is one (`digest`), or takes a blob from elsewhere (`mount`). */
export async function answerUploads(exchange: Exchange, name: string): Promise<void> {
  const { request, response, query, parts } = exchange;
  if (request.method !== 'POST') throw refuseMethod('POST');
  const mount = query.get('mount');
  if (mount !== null && (await mountBlob(exchange, name, requireDigest(mount)))) return;
  const wanted = mount === null ? query.get('digest') : null;
  const digest = wanted === null ? null : requireDigest(wanted);
  const upload = parts.uploads.begin(name);
  if (digest === null) {
    sendEmpty(response, 202, uploadHeaders(upload));
    return;
  }
  try {
    await parts.uploads.receive(upload, request, algorithmOf(digest));
  } catch (error) {
    // Nobody was told its address, so nobody can go on with it.
    await parts.uploads.cancel(upload);
    throw error;
  }
  await finishUpload(exchange, upload, digest);
}

/** PATCH, PUT, GET, DELETE of `/v2/<name>/blobs/uploads/<id>`. */
export async function answerUpload(exchange: Exchange, name: string, id: string): Promise<void> {
  const { request, response, query, parts } = exchange;
  switch (request.method) {
    case 'PATCH': {
      const upload = parts.uploads.find(name, id);
      checkChunk(exchange, upload);
      await parts.uploads.receive(upload, request);
      sendEmpty(response, 202, uploadHeaders(upload));
      return;
    }
    case 'PUT': {
      const upload = parts.uploads.find(name, id);
      const digest = requireDigest(query.get('digest'));
      if (hasBody(exchange)) {
        checkChunk(exchange, upload);
        await parts.uploads.receive(upload, request, algorithmOf(digest));
      }
      await finishUpload(exchange, upload, digest);
      return;
    }
    case 'GET':
      sendEmpty(response, 204, uploadHeaders(parts.uploads.find(name, id)));
      return;
    case 'DELETE':
      await parts.uploads.cancel(parts.uploads.find(name, id));
      sendEmpty(response, 204);
      return;
    default:
      throw refuseMethod('PATCH, PUT, GET, DELETE');
  }
}

/**
 * Whether the blob is now in the repository. `from` is not looked at: who may use this registry may read all of it, so what is here
 * at all can be had, and the specification leaves finding it to the registry.
 */
async function mountBlob({ response, parts }: Exchange, name: string, digest: Digest): Promise<boolean> {
  if ((await parts.contents.size(digest)) === null) return false;
  parts.recentUses.add(name, digest);
  const isThere = await parts.repositories.change(name, (repository) =>
    parts.contents.claim(digest, async () => {
      if ((await parts.contents.size(digest)) === null) return false;
      await repository.addBlob(digest);
      return true;
    }),
  );
  if (!isThere) return false;
  await parts.storage.settle();
  sendEmpty(response, 201, blobHeaders(name, digest));
  return true;
}

async function finishUpload({ response, parts }: Exchange, upload: Upload, digest: Digest): Promise<void> {
  const name = upload.repository;
  await parts.uploads.finish(upload, digest, async (file) => {
    parts.recentUses.add(name, digest);
    await parts.repositories.change(name, (repository) =>
      parts.contents.keep(file, digest, () => repository.addBlob(digest)),
    );
  });
  await parts.storage.settle();
  sendEmpty(response, 201, blobHeaders(name, digest));
}

/** Throws a Refusal unless the chunk follows what is there: the specification's 416, with where to go on. */
function checkChunk({ request }: Exchange, upload: Upload): void {
  const range = readContentRange(request.headers['content-range']);
  if (range === null) return;
  const length = request.headers['content-length'];
  if (range === 'invalid' || range.start !== upload.receivedBytes) {
    throw new Refusal(416, 'BLOB_UPLOAD_INVALID', `The next chunk has to begin at byte ${upload.receivedBytes}.`, {
      headers: uploadHeaders(upload),
    });
  }
  if (length !== undefined && Number(length) !== range.end - range.start + 1) {
    throw new Refusal(400, 'SIZE_INVALID', 'Content-Range and Content-Length speak of different sizes.');
  }
}

function hasBody({ request }: Exchange): boolean {
  return Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
}

function uploadHeaders(upload: Upload): OutgoingHttpHeaders {
  return {
    location: `${uploadsPath(upload.repository)}${upload.id}`,
    range: receivedRange(upload.receivedBytes),
    'docker-upload-uuid': upload.id,
  };
}

function blobHeaders(name: string, digest: Digest): OutgoingHttpHeaders {
  return { location: blobPath(name, digest), 'docker-content-digest': digest };
}

function unknownBlob(): Refusal {
  return new Refusal(404, 'BLOB_UNKNOWN', 'This repository has no such blob.');
}
