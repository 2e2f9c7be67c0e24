/**
 * Reads the format that Docker's config.json, Podman's auth.json and Helm's registry/config.json share. No I/O.
 *
 * Logins that a credential helper keeps are not among those found: an entry `{}` beside a `credsStore`, and every host in
 * `credHelpers`, whose helper goes before what stands in the file.
 */
import * as z from 'zod';
import { parseRegistryAddress } from '../../shared/reference';
import type { RegistryCredential } from '../registry/credential';

export interface FileLogin {
  readonly address: string;
  readonly username?: string;
  readonly credential: RegistryCredential;
}

export interface LoginFileContent {
  readonly logins: readonly FileLogin[];
  /** What was left out and why, without any value of the file but its keys. */
  readonly notes: readonly string[];
}

const fileSchema = z.object({
  auths: z.record(z.string(), z.unknown()).nullish(),
  credHelpers: z.record(z.string(), z.unknown()).nullish(),
});
const text = z.string().nullish();
const entrySchema = z.object({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text });
type Entry = z.infer<typeof entrySchema>;

/** Docker Hub by any other name; only the first is what tools write today. */
const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';
const DOCKER_HUB_HOSTS: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/** The logins in a file's text, one for each address. Never throws: what can't be read becomes a note. */
export function readLoginFile(content: string): LoginFileContent {
  const file = parse(content);
  if (file === null) return { logins: [], notes: ['it is not JSON of the expected form'] };
  const helped = new Set(Object.keys(file.credHelpers ?? {}).map((key) => addressOfKey(key)));
  const logins = new Map<string, FileLogin & { readonly isExact: boolean }>();
  const notes: string[] = [];
  for (const [key, value] of Object.entries(file.auths ?? {})) {
    const address = addressOfKey(key);
    if (address === null) {
      notes.push(`${JSON.stringify(key)} is not a registry's address`);
      continue;
    }
    const entry = entrySchema.safeParse(value);
    const login = entry.success ? loginOf(entry.data) : 'damaged';
    if (login === 'damaged') notes.push(`the entry of ${address} is damaged`);
    if (login === 'none' || login === 'damaged' || helped.has(address)) continue;
    // The exact key goes before other spellings of the same host, as in all three tools.
    const isExact = key === address || (address === DOCKER_HUB && key === DOCKER_HUB_KEY);
    const before = logins.get(address);
    if (before === undefined || (isExact && !before.isExact)) logins.set(address, { address, ...login, isExact });
  }
  return { logins: [...logins.values()].map(({ isExact: _isExact, ...login }) => login), notes };
}

/**
 * The address in normal form, or null. Old keys hold a scheme and the API's path. Any other path narrows the login down to
 * some repositories (Podman), or names something else (Docker's `…/v1/access-token`): those are no login for the host.
 */
export function addressOfKey(key: string): string | null {
  const match = /^(?:https?:\/\/)?([^/]+)(?:\/(?:v[12]\/?)?)?$/i.exec(key);
  const parsed = parseRegistryAddress(match?.[1] ?? '');
  if (!parsed.ok) return null;
  return DOCKER_HUB_HOSTS.has(parsed.data) ? DOCKER_HUB : parsed.data;
}

/** In Docker's order: a bearer token, then a refresh token, then `auth`, then the two old fields. */
function loginOf(entry: Entry): Omit<FileLogin, 'address'> | 'none' | 'damaged' {
  const pair = entry.auth ? splitAuth(entry.auth) : { username: entry.username ?? '', password: entry.password ?? '' };
  const name = pair?.username ? { username: pair.username } : {};
  if (entry.registrytoken) return { ...name, credential: { kind: 'registry-token', secret: entry.registrytoken } };
  if (entry.identitytoken) return { ...name, credential: { kind: 'identity-token', secret: entry.identitytoken } };
  if (pair === null) return 'damaged';
  if (pair.username === '' || pair.password === '') return 'none';
  const { username, password } = pair;
  return { username, credential: { kind: 'password', username, secret: password } };
}

/** Base64 of `user:password`; only the first colon divides, and Docker takes NULs around the password away. */
function splitAuth(auth: string): { readonly username: string; readonly password: string } | null {
  const trimmed = auth.trim();
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(trimmed)) return null;
  const decoded = Buffer.from(trimmed, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return null;
  return { username: decoded.slice(0, colon), password: withoutOuterNuls(decoded.slice(colon + 1)) };
}

function withoutOuterNuls(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && value.charCodeAt(start) === 0) start += 1;
  while (end > start && value.charCodeAt(end - 1) === 0) end -= 1;
  return value.slice(start, end);
}

/** Nothing of the error is kept: its text quotes the file, and the file holds passwords. */
function parse(content: string): z.infer<typeof fileSchema> | null {
  // Docker and Helm take an empty file for one without logins.
  if (content.trim() === '') return {};
  try {
    return fileSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}
