/** What a path asks for. The paths of distribution-spec 1.1, section "Endpoints", and `_catalog`. No I/O. */
import { isRepositoryName } from '../../../shared/reference';
import { Refusal } from './error-answer';

export type Route =
  | { readonly kind: 'base' }
  | { readonly kind: 'catalog' }
  | { readonly kind: 'tags'; readonly repository: string }
  | { readonly kind: 'manifest'; readonly repository: string; readonly reference: string }
  | { readonly kind: 'blob'; readonly repository: string; readonly digest: string }
  | { readonly kind: 'uploads'; readonly repository: string }
  | { readonly kind: 'upload'; readonly repository: string; readonly id: string }
  | { readonly kind: 'referrers'; readonly repository: string; readonly digest: string };

export interface Target {
  readonly route: Route;
  readonly query: URLSearchParams;
}

/** The end of a path decides, for repositories may be called `blobs` or `tags` as well. */
const ENDINGS: readonly { readonly pattern: RegExp; readonly route: (repository: string, last: string) => Route }[] = [
  { pattern: /^(.+)\/tags\/list$/, route: (repository) => ({ kind: 'tags', repository }) },
  { pattern: /^(.+)\/blobs\/uploads\/?$/, route: (repository) => ({ kind: 'uploads', repository }) },
  { pattern: /^(.+)\/blobs\/uploads\/([^/]+)$/, route: (repository, id) => ({ kind: 'upload', repository, id }) },
  { pattern: /^(.+)\/blobs\/([^/]+)$/, route: (repository, digest) => ({ kind: 'blob', repository, digest }) },
  {
    pattern: /^(.+)\/manifests\/([^/]+)$/,
    route: (repository, reference) => ({ kind: 'manifest', repository, reference }),
  },
  { pattern: /^(.+)\/referrers\/([^/]+)$/, route: (repository, digest) => ({ kind: 'referrers', repository, digest }) },
];

/** `url`: path and query as the request line has them. Throws a Refusal: NAME_INVALID, or 404 for what is no path of a registry. */
export function readTarget(url: string): Target {
  const [rawPath = '', rawQuery = ''] = splitOnce(url, '?');
  const query = new URLSearchParams(rawQuery);
  const path = decode(rawPath);
  if (path === '/v2' || path === '/v2/') return { route: { kind: 'base' }, query };
  if (path === '/v2/_catalog') return { route: { kind: 'catalog' }, query };
  if (!path.startsWith('/v2/')) throw notFound();
  const rest = path.slice('/v2/'.length);
  for (const { pattern, route } of ENDINGS) {
    const [, repository, last = ''] = pattern.exec(rest) ?? [];
    if (repository === undefined) continue;
    if (!isRepositoryName(repository)) {
      throw new Refusal(
        400,
        'NAME_INVALID',
        'A repository name has lower-case letters, digits, and - . _ / between them.',
      );
    }
    return { route: route(repository, last), query };
  }
  throw notFound();
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Some clients write `sha256%3A…`. What comes out is checked as if it had been sent so. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    throw new Refusal(400, 'NAME_INVALID', 'The path is not valid.', { cause: error });
  }
}

function notFound(): Refusal {
  return new Refusal(404, 'UNSUPPORTED', 'This registry has no such path.');
}
