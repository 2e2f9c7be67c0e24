/**
 * Where a request goes: an origin, and path with query exactly as they go over the wire. Addresses that a registry hands out
 * are often signed, so nothing here re-encodes them as `URL` would. No I/O, no policy (origin-policy.ts).
 */
import type { Digest } from '../../shared/digest';

export interface Target {
  /** `scheme://host[:port]`, without the scheme's own port. */
  readonly origin: string;
  /** Begins with `/`; with query, without fragment. */
  readonly path: string;
}

/** What an HTTP request line can carry. */
const SENDABLE = /^\/[\x21-\x7e]*$/;

/**
 * Resolves a Location, Link or realm against the address it came from. Path and query stay as they are written wherever HTTP can
 * carry them. Null when it is no http or https address; `userInfo` when it carries a user name.
 */
export function resolveTarget(base: Target, location: string): Target | 'user-info' | null {
  const url = parseUrl(location, base.origin + base.path);
  if (!url || !(url.protocol === 'https:' || url.protocol === 'http:')) return null;
  if (url.username !== '' || url.password !== '') return 'user-info';
  const normalized = url.pathname + url.search;
  const written = pathAsWritten(location);
  const sameMeaning = written !== null && SENDABLE.test(written) && normalizedPath(url.origin, written) === normalized;
  return { origin: url.origin, path: sameMeaning ? written : normalized };
}

/** For messages and logs: no query, which may be signed. */
export function describeTarget(target: Target): string {
  return target.origin + (target.path.split('?', 1)[0] ?? '');
}

/** `host` or `host:port` of an origin. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2);
}

/** Closes an upload: the digest goes behind the query as text, for the query may be signed. */
export function withDigest(target: Target, digest: Digest): Target {
  const separator = target.path.includes('?') ? (/[?&]$/.test(target.path) ? '' : '&') : '?';
  return { origin: target.origin, path: `${target.path}${separator}digest=${encodeURIComponent(digest)}` };
}

/** The part behind the authority, null where it has to be worked out (`?x`, `file`). */
function pathAsWritten(location: string): string | null {
  const withoutFragment = location.split('#', 1)[0] ?? '';
  const rest = withoutFragment.replace(/^(?:https?:)?\/\/[^/?#]*/i, '');
  if (rest !== withoutFragment && (rest === '' || rest.startsWith('?'))) return `/${rest}`;
  return rest.startsWith('/') ? rest : null;
}

function normalizedPath(origin: string, path: string): string | null {
  const url = parseUrl(origin + path);
  return url && url.pathname + url.search;
}

function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    // Not an address: the one thing that the constructor throws for.
    return null;
  }
}
