/**
 * Registry addresses, repository names, tags and full references: parsing and writing them, no I/O.
 * Grammar: distribution-spec 1.1 (repository, tag) and Helm's rule that `+` in a version is `_` in the tag.
 */
import { err, ok, type Result } from './result';
import { isDigest, type Digest } from './digest';

const REPOSITORY_PATTERN = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG_PATTERN = /^\w[\w.-]{0,127}$/;
const HOST_NAME_PATTERN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?$/i;
const IPV6_PATTERN = /^\[[0-9a-f:.]+\]$/i;
/** The specification leaves the length open; registries cap a name at 255 with its host. */
const MAX_REPOSITORY_LENGTH = 255;

export interface Reference {
  /** `host` or `host:port`, lower case. */
  readonly address: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export interface AddressProblem {
  readonly message: string;
  /** What the user most likely meant, where that is clear. */
  readonly suggestion?: string;
}

export function isRepositoryName(text: string): boolean {
  return text.length <= MAX_REPOSITORY_LENGTH && REPOSITORY_PATTERN.test(text);
}

export function isTag(text: string): boolean {
  return TAG_PATTERN.test(text);
}

/** `+` is not allowed in tags: Helm writes `_` for it. */
export function versionToTag(version: string): string {
  return version.replaceAll('+', '_');
}

/** Helm reads every `_` of a tag as `+`. */
export function tagToVersion(tag: string): string {
  return tag.replaceAll('_', '+');
}

/**
 * Reads what a user typed as a registry's address: `host` or `host:port`, without scheme or path.
 * Returns it in lower case, or what is wrong with it and the likely meaning.
 */
export function parseRegistryAddress(text: string): Result<string, AddressProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err({ message: 'Enter a registry address, such as ghcr.io or localhost:5000.' });
  if (/\s/.test(trimmed)) return err({ message: "An address can't contain spaces." });
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed);
  if (scheme) {
    const rest = trimmed.slice(scheme[0].length);
    return err({ message: `Leave out ${scheme[0]}`, ...suggestion(rest) });
  }
  if (trimmed.includes('@')) return err({ message: 'Leave the user name out of the address; it has its own field.' });
  const slash = trimmed.indexOf('/');
  if (slash >= 0) {
    return err({ message: 'Leave out the path; repositories are chosen later.', ...suggestion(trimmed) });
  }
  return parseHostAndPort(trimmed);
}

function suggestion(text: string): { suggestion?: string } {
  const host = text.split(/[/?#]/, 1)[0] ?? '';
  const parsed = parseHostAndPort(host);
  return parsed.ok ? { suggestion: parsed.data } : {};
}

function parseHostAndPort(text: string): Result<string, AddressProblem> {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text);
  const host = match?.[1] ?? '';
  const port = match?.[2];
  const isHost = IPV6_PATTERN.test(host) || (host.length <= 253 && HOST_NAME_PATTERN.test(host));
  if (!match || !isHost) {
    const hint = (text.match(/:/g) ?? []).length > 1 ? ' Put an IPv6 address in brackets: [::1]:5000.' : '';
    return err({ message: `${text} isn't a host name or address.${hint}` });
  }
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    return err({
      message: `${port === '' ? 'The port is missing' : `${port} isn't a port`}: use a number from 1 to 65535.`,
    });
  }
  return ok((port === undefined ? host : `${host}:${Number(port)}`).toLowerCase());
}

/**
 * Reads `[oci://]host[:port]/repository[:tag][@digest]`. Null when it is not one.
 * The first part must be a host (a dot, a port, `localhost` or brackets), so that `org/app` is not taken for a host.
 */
export function parseReference(text: string): Reference | null {
  const bare = text.trim().replace(/^oci:\/\//i, '');
  const slash = bare.indexOf('/');
  if (slash < 0) return null;
  const host = bare.slice(0, slash);
  if (!/[.:[]/.test(host) && host.toLowerCase() !== 'localhost') return null;
  const address = parseRegistryAddress(host);
  if (!address.ok) return null;
  const match = /^([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(bare.slice(slash + 1).replace(/\/+$/, ''));
  if (!match) return null;
  const [, repository = '', rawTag, digest] = match;
  if (!isRepositoryName(repository)) return null;
  const tag = rawTag === undefined ? undefined : versionToTag(rawTag);
  if (tag !== undefined && !isTag(tag)) return null;
  if (digest !== undefined && !isDigest(digest)) return null;
  return {
    address: address.data,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The reference as registries and Helm write it, without `oci://`. A digest stands behind the tag where both are there. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.address}/${reference.repository}${tag}${digest}`;
}

/** `oci://host/repository:tag`, the form that Helm takes. */
export function formatOciReference(reference: Reference): string {
  return `oci://${formatReference(reference)}`;
}
