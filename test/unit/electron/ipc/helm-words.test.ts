/** What the user is told of helm's and a cluster's failures: every kind in words, the context named, helm's own words in the details. */
import { describe, expect, it, test } from 'vitest';
import { ClusterError, type ClusterErrorCode } from '../../../../electron/cluster/cluster-error';
import { HelmError, type HelmFailure } from '../../../../electron/helm/helm-error';
import { toAppError } from '../../../../electron/ipc/app-error';
import { ContextError, NoHelmError } from '../../../../electron/releases/context-error';
import { appErrorSchema } from '../../../../shared/errors';

function shown(error: HelmError | ClusterError) {
  const words = toAppError(new ContextError('kind-dev', error));
  expect(appErrorSchema.parse(words)).toEqual(words);
  return words;
}

const HELM_FAILURES: readonly HelmFailure[] = [
  { code: 'name-in-use' },
  { code: 'bad-name' },
  { code: 'operation-in-progress' },
  { code: 'no-deployed-release' },
  { code: 'release-not-found' },
  { code: 'values-rejected', problems: [{ chart: 'shop', place: '/replicas', text: 'minimum: got 1, want 5' }] },
  { code: 'values-unreadable' },
  { code: 'forbidden', user: 'ana', verb: 'list', resource: 'secrets', namespace: null },
  { code: 'namespace-missing', namespace: 'shop' },
  { code: 'apply-conflict', manager: 'other', fields: ['.spec.replicas'] },
  { code: 'not-owned', resource: null },
  { code: 'name-not-text' },
  { code: 'unknown-kinds', kinds: ['Gateway'] },
  { code: 'object-rejected' },
  { code: 'wait-timeout', notReady: [] },
  { code: 'hook-failed', hook: 'migrate' },
  { code: 'cluster-unreachable', problem: 'refused' },
  { code: 'cluster-unreachable', problem: 'tls' },
  { code: 'cluster-unreachable', problem: 'unauthorized' },
  { code: 'cluster-unreachable', problem: 'kubeconfig' },
  { code: 'cluster-unreachable', problem: 'login-program' },
  { code: 'library-chart' },
  { code: 'kubernetes-version', required: '>=1.99' },
  { code: 'dependencies-missing', names: ['redis'] },
  { code: 'template-failed', place: 'shop/templates/a.yaml:3:5' },
  { code: 'release-too-large' },
  { code: 'cancelled' },
  { code: 'killed' },
  { code: 'not-started' },
  { code: 'too-slow' },
  { code: 'answer-too-large' },
  { code: 'bad-answer' },
  { code: 'failed' },
];

describe('every failure of helm', () => {
  it.each(HELM_FAILURES)('$code says what happened and what to do, and keeps helm’s words folded', (failure) => {
    const words = shown(new HelmError(failure, 'Error: in its own words'));
    expect(words.message).toMatch(/^\S[^\n]*\.$/);
    expect(words.message).not.toMatch(/undefined|null|Oops|\b[45]\d\d\b/);
    expect(words.why).toMatch(/\S/);
    expect(words.details).toBe('Error: in its own words');
  });
});

describe('every failure of a cluster', () => {
  it.each<ClusterErrorCode>([
    'context-unusable',
    'dns',
    'refused',
    'timeout',
    'connection-lost',
    'tls-untrusted',
    'tls-expired',
    'tls-name',
    'tls-other',
    'plain-http',
    'unauthorized',
    'forbidden',
    'not-found',
    'login-program-missing',
    'login-program-failed',
    'login-program-interactive',
    'credentials-unreadable',
    'proxy-unsupported',
    'invalid-answer',
    'answer-too-large',
    'server-error',
    'rejected',
  ])('%s names the context', (code) => {
    const words = shown(new ClusterError(code, 'as it was'));
    expect(`${words.message} ${words.why ?? ''}`).toContain('kind-dev');
    expect(words.message).toMatch(/\.$/);
  });
});

test('a cluster that is out of reach, in the words of the product', () => {
  expect(shown(new HelmError({ code: 'cluster-unreachable', problem: 'timeout' }, ''))).toMatchObject({
    kind: 'network',
    message: "Can't reach kind-dev.",
    why: expect.stringContaining('Browsing and pushing still work.'),
  });
});

test('no right to see releases is told as that: helm speaks of secrets', () => {
  const failure = { code: 'forbidden', user: 'ana', verb: 'list', resource: 'secrets', namespace: 'team' } as const;
  expect(shown(new HelmError(failure, '')).message).toBe('You may not see the releases in kind-dev / team.');
});

test('a login program that is missing is named, with how to install it', () => {
  const words = shown(
    new ClusterError('login-program-missing', 'x', { program: 'aws', installHint: 'See aws.example.' }),
  );
  expect(words).toMatchObject({ message: "aws isn't installed.", why: expect.stringContaining('See aws.example.') });
});

test('no helm: the words of the search for it', () => {
  const problem = { kind: 'unavailable', message: "Helm isn't installed." } as const;
  expect(toAppError(new NoHelmError(problem))).toEqual(problem);
});
