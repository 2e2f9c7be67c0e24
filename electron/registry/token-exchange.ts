/**
 * Gets an access token from the service that a Bearer challenge names (distribution's token and oauth2 specifications).
 * A password goes by GET with Basic; an identity token by POST, and by GET where the service knows no POST.
 */
import * as z from 'zod';
import { parseJson, readWithin } from './body';
import type { RegistryCredential } from './credential';
import { errorFromAnswer } from './error-answer';
import type { HttpRequest, HttpResponse } from './http-connection';
import { DEFAULT_TOKEN_LIFETIME_MS, MAX_TOKEN_ANSWER_BYTES } from './limits';
import { RegistryError } from './registry-error';
import { allowsPush } from './scopes';
import { describeTarget, hostOf, type Target } from './target';
import type { AccessToken } from './token-cache';

export interface TokenRequest {
  /** Checked by the origin policy. */
  readonly realm: Target;
  readonly service?: string;
  readonly scopes: readonly string[];
  /** Null asks for what anyone may do. */
  readonly credential: Exclude<RegistryCredential, { kind: 'registry-token' }> | null;
}

/** Sends and follows redirects; the authorization stays at the origin that the request names. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

const CLIENT_ID = 'chartroom';
/** What these answer to a POST that they do not know: GHCR and Quay 405, Harbor 404. */
const NO_POST: ReadonlySet<number> = new Set([404, 405, 501]);
/** 400 is OAuth2's `invalid_grant`; GHCR answers 403 to a token that is out of date. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

/**
 * Throws `auth-required` where the service refuses, `forbidden` where it may be only the right to push that it refuses, and
 * `invalid-answer` where no token comes.
 */
export async function exchangeToken(request: TokenRequest, send: Send): Promise<AccessToken> {
  if (request.credential?.kind === 'identity-token') {
    const posted = await send(postRequest(request, request.credential.secret));
    if (!NO_POST.has(posted.status)) return readToken(request, posted);
    posted.discard();
  }
  return readToken(request, await send(getRequest(request)));
}

function postRequest({ realm, service, scopes }: TokenRequest, refreshToken: string): HttpRequest {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: CLIENT_ID });
  if (service !== undefined) form.set('service', service);
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  return {
    method: 'POST',
    target: realm,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: () => form.toString(),
  };
}

function getRequest({ realm, service, scopes, credential }: TokenRequest): HttpRequest {
  const query = new URLSearchParams();
  if (service !== undefined) query.append('service', service);
  for (const scope of scopes) query.append('scope', scope);
  // The realm's own query stays as it is written.
  const separator = realm.path.includes('?') ? '&' : '?';
  const added = query.toString();
  const path = added === '' ? realm.path : realm.path + separator + added;
  return {
    method: 'GET',
    target: { origin: realm.origin, path },
    headers: { accept: 'application/json', ...(credential ? { authorization: basicHeader(credential) } : {}) },
  };
}

/** RFC 7617, in UTF-8. `<token>` in the user's place is how credential helpers mark an identity token. */
export function basicHeader(credential: TokenRequest['credential'] & object): string {
  const username = credential.kind === 'password' ? credential.username : '<token>';
  return `Basic ${Buffer.from(`${username}:${credential.secret}`, 'utf8').toString('base64')}`;
}

/** Tokens travel in a header: no spaces, no line breaks. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

const tokenSchema = z.string().refine(isToken).optional().catch(undefined);
const answerSchema = z.object({
  token: tokenSchema,
  access_token: tokenSchema,
  /** Seconds. */
  expires_in: z.number().positive().optional().catch(undefined),
});

async function readToken(request: TokenRequest, response: HttpResponse): Promise<AccessToken> {
  const sent = { method: response.method, target: response.target, headers: {} } as const;
  if (response.status !== 200) {
    const error = await errorFromAnswer(sent, response, { isOwn: true });
    const refusesRight = response.status === 403 && request.scopes.some(allowsPush);
    if (!REFUSALS.has(response.status) || refusesRight) throw error;
    const rejected = request.credential !== null;
    throw new RegistryError(error.message, { code: 'auth-required', rejected }, error.context);
  }
  const bytes = await readWithin(response.chunks(), MAX_TOKEN_ANSWER_BYTES);
  const context = {
    host: hostOf(response.target.origin),
    method: response.method,
    url: describeTarget(response.target),
  };
  if (!bytes) throw new RegistryError(`${context.url}: the token answer is too long`, { code: 'too-large' }, context);
  const answer = answerSchema.safeParse(parseJson(bytes));
  const value = answer.data?.token ?? answer.data?.access_token;
  if (value === undefined) {
    throw new RegistryError(`${context.url}: the answer holds no token`, { code: 'invalid-answer' }, context);
  }
  const seconds = answer.data?.expires_in;
  return { value, lifetimeMs: seconds === undefined ? DEFAULT_TOKEN_LIFETIME_MS : seconds * 1000 };
}
