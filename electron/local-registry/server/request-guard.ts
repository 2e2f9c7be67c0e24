/**
 * Who may ask at all, before anything else is looked at. The server listens on loopback, yet every page in a browser can send
 * requests there, and with DNS rebinding even read the answers: such requests carry a foreign `Host` or `Origin`. No I/O but the
 * check of passwords.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './error-answer';
import type { Htpasswd } from './htpasswd';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Throws a Refusal unless the request is meant for us. `furtherNames`: host names that the user allowed, in lower case. */
export function checkHost(headers: IncomingHttpHeaders, furtherNames: ReadonlySet<string>): void {
  if (!isOurs(headers.host, furtherNames)) {
    throw new Refusal(403, 'DENIED', 'This registry does not answer under that host name. Its owner can allow it.');
  }
  // We serve no page: what is sent by one comes from elsewhere, be it another port of this machine.
  if (headers.origin !== undefined && hostOfOrigin(headers.origin) !== headers.host?.toLowerCase()) {
    throw new Refusal(403, 'DENIED', 'This registry does not answer web pages.');
  }
}

/** The user's name, or null where no login is asked for. Throws a Refusal with UNAUTHORIZED. */
export async function checkLogin(headers: IncomingHttpHeaders, htpasswd: Htpasswd | null): Promise<string | null> {
  if (!htpasswd) return null;
  const login = readBasic(headers.authorization);
  if (!login) throw unauthorized('Log in to this registry first.');
  if (!(await htpasswd.verify(login.user, login.password))) throw unauthorized('The user name or password is wrong.');
  return login.user;
}

function isOurs(host: string | undefined, furtherNames: ReadonlySet<string>): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
  return name !== undefined && (LOOPBACK_NAMES.has(name) || furtherNames.has(name));
}

/** Undefined for `null` and everything else that has no host. */
function hostOfOrigin(origin: string): string | undefined {
  return /^http:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase();
}

function readBasic(header: string | undefined): { readonly user: string; readonly password: string } | null {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  // The first colon ends the name; a password may have more.
  const colon = text.indexOf(':');
  return colon < 1 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function unauthorized(message: string): Refusal {
  return new Refusal(401, 'UNAUTHORIZED', message, {
    headers: { 'www-authenticate': 'Basic realm="Chartroom local registry", charset="UTF-8"' },
  });
}
