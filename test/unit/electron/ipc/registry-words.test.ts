/** What the user is told of a registry's failure: the words of the product, and for every kind what happened, why, what to do. */
import { describe, expect, it } from 'vitest';
import { registryAppError } from '../../../../electron/ipc/registry-words';
import {
  RegistryError,
  type RegistryErrorContext,
  type RegistryFailure,
} from '../../../../electron/registry/registry-error';
import { appErrorSchema } from '../../../../shared/errors';

const HOST = 'registry.lan';

function shown(failure: RegistryFailure, context: Partial<RegistryErrorContext> = {}, options?: ErrorOptions) {
  const error = new RegistryError('GET /v2/: 599', failure, { host: HOST, ...context }, options);
  const words = registryAppError(error);
  expect(appErrorSchema.parse(words)).toEqual(words);
  return words;
}

describe('the words that stay as they are', () => {
  it.each<[string, RegistryFailure, string, string | undefined]>([
    ['401', { code: 'auth-required', rejected: false }, 'registry.lan needs you to log in.', undefined],
    [
      '404',
      { code: 'not-found' },
      "Not found, or you don't have access.",
      'Registries often answer the same for both.',
    ],
    [
      'TLS',
      { code: 'tls', problem: 'untrusted' },
      "Can't trust registry.lan: certificate issued by Unknown CA.",
      'Add its CA certificate to this computer: Chartroom trusts what the system trusts.',
    ],
    [
      'plain HTTP answered to TLS',
      { code: 'tls', problem: 'plain-http' },
      'registry.lan speaks plain HTTP.',
      'Chartroom asked for HTTPS and got an unencrypted answer. Use it only on a network you trust: passwords and charts travel unencrypted.',
    ],
    [
      '429',
      { code: 'rate-limited' },
      'registry.lan asked us to slow down.',
      'Too many requests were made with this login or from this network. Wait a little, then try again.',
    ],
    [
      'no catalogue',
      { code: 'unsupported', feature: 'catalog' },
      "registry.lan doesn't list its repositories.",
      'Enter a path, such as org/charts/app.',
    ],
  ])('%s', (_case, failure, message, why) => {
    expect(shown(failure)).toMatchObject({ message, ...(why === undefined ? {} : { why }) });
  });

  it('out of reach', () => {
    for (const problem of ['dns', 'refused', 'timeout', 'other'] as const) {
      expect(shown({ code: 'network', problem }).message).toBe("Can't reach registry.lan.");
    }
  });
});

const ALL: readonly RegistryFailure[] = [
  { code: 'auth-required', rejected: true },
  { code: 'auth-required', rejected: false },
  { code: 'forbidden' },
  { code: 'not-found' },
  { code: 'rate-limited', retryAfterMs: 28_000 },
  ...(['untrusted', 'expired', 'name-mismatch', 'plain-http', 'other'] as const).map(
    (problem) => ({ code: 'tls', problem }) as const,
  ),
  ...(['dns', 'refused', 'timeout', 'reset', 'tls-to-plain', 'other'] as const).map(
    (problem) => ({ code: 'network', problem }) as const,
  ),
  { code: 'digest-mismatch' },
  { code: 'size-mismatch' },
  { code: 'unsupported', feature: 'catalog' },
  { code: 'unsupported', feature: 'login-scheme' },
  { code: 'invalid-answer' },
  { code: 'too-large' },
  { code: 'server-error' },
  { code: 'insecure-redirect' },
  { code: 'immutable-tag' },
  { code: 'rejected' },
];

describe.each(ALL.map((failure) => ({ name: JSON.stringify(failure), failure })))('$name', ({ failure }) => {
  it('is said in a sentence, without a status code', () => {
    const { message, why = '' } = shown(failure, { status: 599, registryMessage: 'go away' });
    expect(message).toMatch(/^\S.*\.$/);
    expect(`${message} ${why}`).not.toMatch(/\d{3}|Oops/);
  });

  it('says likely why, or what to do', () => {
    const { kind, why } = shown(failure, { registryMessage: 'go away' });
    // To this one the window adds that nothing is lost, and its button.
    const isPlainLogin = kind === 'auth-required' && failure.code === 'auth-required' && !failure.rejected;
    expect(why === undefined).toBe(isPlainLogin);
  });
});

it('names where one may not go', () => {
  expect(shown({ code: 'forbidden' }, { repository: 'acme/charts' })).toMatchObject({
    message: "registry.lan doesn't let you do that in acme/charts.",
    repository: 'acme/charts',
  });
});

it('tells a limit of the registry from one of ours', () => {
  expect(shown({ code: 'too-large' }, { status: 413 }).message).toBe('registry.lan refused this as too large.');
  expect(shown({ code: 'too-large' }).message).toBe('registry.lan sent more than Chartroom reads.');
});

it('has technical lines for who runs the registry, without secrets', () => {
  const cause = Object.assign(new Error('self-signed certificate\u202E'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const context = {
    method: 'GET',
    url: 'https://registry.lan/v2/acme/charts/tags/list',
    status: 401,
    registryCode: 'UNAUTHORIZED',
    registryMessage: 'token: Bearer abcdefghijklmnop is no good',
  };
  const { details = '' } = shown({ code: 'auth-required', rejected: true }, context, { cause });
  expect(details.split('\n').map((line) => line.slice(0, 10).trim())).toEqual([
    'GET https:',
    'status',
    'registry',
    'message',
    'error',
    'cause',
    'when',
  ]);
  expect(details).toContain('DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate');
  expect(details).not.toMatch(/abcdefghijklmnop|\u202E/);
});
