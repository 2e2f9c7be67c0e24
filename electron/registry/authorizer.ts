/**
 * What a registry is shown to let us in: learns from its 401s which way it wants to be asked, and keeps tokens. Acts only on a
 * 401: zot sends a challenge along with a 200, which asks for nothing. Sends credentials to the registry's own origin
 * and to the token service that it names, nowhere else.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { chooseChallenge, parseChallenges, type ChosenChallenge } from './challenge';
import type { RegistryCredential } from './credential';
import type { OriginPolicy } from './origin-policy';
import { RegistryError, type RegistryFailure } from './registry-error';
import { joinScopes } from './scopes';
import { hostOf, type Target } from './target';
import { createTokenCache, type AccessToken } from './token-cache';
import { basicHeader, exchangeToken, isToken, type Send, type TokenRequest } from './token-exchange';

/** The Authorization header of a request, and where it came from. */
export interface Authorization {
  readonly header: string;
  /** False for a token that anyone gets. */
  readonly withCredential: boolean;
  /** Set where a token service took part: it has accepted the credential. */
  readonly token?: { readonly key: string; readonly value: string };
}

export interface Authorizer {
  /** From what is known so far; null sends the request without. */
  prepare(scopes: readonly string[]): Promise<Authorization | null>;
  /** The answer to a 401 of the registry's own; null where there is nothing (new) to show. */
  answer(
    challenges: readonly string[],
    scopes: readonly string[],
    refused: Authorization | null,
  ): Promise<Authorization | null>;
  /** What a 401 means that stays. */
  refusal(
    challenges: readonly string[],
    scopes: readonly string[],
    refused: Authorization | null,
  ): Promise<RegistryFailure>;
  /** Begins anew: no tokens, nothing learned. */
  forget(): void;
}

export interface AuthorizerOptions {
  readonly policy: OriginPolicy;
  readonly credential: () => Promise<RegistryCredential | null>;
  /** Sends a token request; redirects to another origin are refused. */
  readonly send: Send;
  readonly tokenTimeoutMs: number;
  /** The challenges of an anonymous GET of /v2/; none where it is not refused. */
  readonly probe: () => Promise<readonly string[]>;
}

export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const { policy, credential, probe } = options;
  const tokens = createTokenCache();
  // Secrets serve as keys only as hashes under a key that is made anew at each start.
  const hashKey = randomBytes(32);
  /** By kind of scope: Harbor asks Basic for the catalog and Bearer for all else. */
  const learned = new Map<string, ChosenChallenge>();
  let probing: Promise<void> | undefined;

  /**
   * With a credential at hand /v2/ is asked first how it is to be shown: some registries hide what is not public behind a 404,
   * so waiting for a 401 of the resource itself would not do. Costs no more than the 401 that it replaces.
   */
  function probeOnce(): Promise<void> {
    probing ??= learnFromRoot();
    return probing;
  }

  async function learnFromRoot(): Promise<void> {
    try {
      const challenge = chooseChallenge(parseChallenges(await probe()));
      if (challenge) learned.set('', challenge);
    } catch (error) {
      probing = undefined;
      throw error;
    }
  }

  async function authorize(
    challenge: ChosenChallenge,
    scopes: readonly string[],
    shown: RegistryCredential | null,
  ): Promise<Authorization | null> {
    if (challenge.scheme === 'basic') {
      return shown?.kind === 'password' ? { header: basicHeader(shown), withCredential: true } : null;
    }
    if (shown?.kind === 'registry-token') {
      return isToken(shown.secret) ? { header: `Bearer ${shown.secret}`, withCredential: true } : null;
    }
    const { service } = challenge;
    const key = tokenKey(challenge, scopes, shown);
    const value = await tokens.get(key, async () => {
      const realm = await policy.resolve(ownRoot(policy), challenge.realm, 'token service');
      const asked = joinScopes(scopes, challenge.scopes);
      return exchangeWithin(
        { realm, scopes: asked, credential: shown, ...(service === undefined ? {} : { service }) },
        options,
      );
    });
    return { header: `Bearer ${value}`, withCredential: shown !== null, token: { key, value } };
  }

  function tokenKey(
    challenge: ChosenChallenge & { scheme: 'bearer' },
    scopes: readonly string[],
    shown: RegistryCredential | null,
  ) {
    const parts = [policy.origin, challenge.realm, challenge.service, scopes, shown];
    return createHmac('sha256', hashKey).update(JSON.stringify(parts)).digest('base64');
  }

  return {
    async prepare(scopes) {
      const shown = await credential();
      if (shown && learned.size === 0) await probeOnce();
      const challenge = learned.get(kindOf(scopes)) ?? learned.get('');
      // The scopes that another resource's challenge named are none of this request's business.
      return challenge ? authorize(withoutScopes(challenge), scopes, shown) : null;
    },
    async answer(challenges, scopes, refused) {
      const challenge = chooseChallenge(parseChallenges(challenges));
      if (!challenge) return null;
      learned.set(kindOf(scopes), challenge);
      if (!learned.has('')) learned.set('', challenge);
      if (refused?.token) tokens.drop(refused.token.key, refused.token.value);
      const next = await authorize(challenge, scopes, await credential());
      return next?.header === refused?.header ? null : next;
    },
    async refusal(challenges, scopes, refused) {
      const parsed = parseChallenges(challenges);
      const challenge = chooseChallenge(parsed);
      if (!challenge && parsed.length > 0) return { code: 'unsupported', feature: 'login-scheme' };
      // The token service has taken the credential, so it is the right to this resource that lacks.
      const isKnown = refused?.token !== undefined && refused.withCredential && scopes.length > 0;
      const isStale = challenge?.scheme === 'bearer' && challenge.error === 'invalid_token';
      if (isKnown && !isStale) return { code: 'forbidden' };
      return { code: 'auth-required', rejected: refused?.withCredential ?? (await credential()) !== null };
    },
    forget() {
      tokens.clear();
      learned.clear();
      probing = undefined;
    },
  };
}

async function exchangeWithin(
  request: TokenRequest,
  { send, tokenTimeoutMs }: Pick<AuthorizerOptions, 'send' | 'tokenTimeoutMs'>,
): Promise<AccessToken> {
  const bound = AbortSignal.timeout(tokenTimeoutMs);
  try {
    return await exchangeToken(request, (httpRequest) => send({ ...httpRequest, signal: bound }));
  } catch (error) {
    if (!bound.aborted) throw error;
    const host = hostOf(request.realm.origin);
    const what = `${host}: no token within ${tokenTimeoutMs} ms`;
    throw new RegistryError(what, { code: 'network', problem: 'timeout' }, { host }, { cause: error });
  }
}

function ownRoot(policy: OriginPolicy): Target {
  return { origin: policy.origin, path: '/v2/' };
}

function withoutScopes(challenge: ChosenChallenge): ChosenChallenge {
  return challenge.scheme === 'bearer' ? { ...challenge, scopes: [] } : challenge;
}

/** `repository`, `registry`, or empty for /v2/ itself. */
function kindOf(scopes: readonly string[]): string {
  return scopes[0]?.split(':', 1)[0] ?? '';
}
