/** helm's own texts, as 3.17.3 and 4.2.3 write them. */
import { describe, expect, it } from 'vitest';
import { helmWords, readFailure } from '../../../../electron/helm/read-failure';

const CASES: readonly (readonly [text: string, failure: object])[] = [
  ['INSTALLATION FAILED: cannot re-use a name that is still in use', { code: 'name-in-use' }],
  ['INSTALLATION FAILED: release name check failed: cannot reuse a name that is still in use', { code: 'name-in-use' }],
  ['UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress', { code: 'operation-in-progress' }],
  ['UPGRADE FAILED: "web" has no deployed releases', { code: 'no-deployed-release' }],
  ['release: not found', { code: 'release-not-found' }],
  ['release name check failed: release name "Bad_": invalid release name, must match regex ^…$', { code: 'bad-name' }],
  [
    'failed to parse -: error converting YAML to JSON: yaml: line 1: did not find expected node content',
    { code: 'values-unreadable' },
  ],
  [
    'query: failed to query with labels: secrets is forbidden: User "bob" cannot list resource "secrets" in API group "" at the cluster scope',
    { code: 'forbidden', user: 'bob', verb: 'list', resource: 'secrets', namespace: null },
  ],
  [
    'INSTALLATION FAILED: could not get information about the resource ServiceAccount "x" in namespace "other": serviceaccounts "x" is forbidden: User "bob" cannot get resource "serviceaccounts" in API group "" in the namespace "other"',
    { code: 'forbidden', user: 'bob', verb: 'get', resource: 'serviceaccounts', namespace: 'other' },
  ],
  [
    'INSTALLATION FAILED: create: failed to create: namespaces "nope" not found',
    { code: 'namespace-missing', namespace: 'nope' },
  ],
  [
    'UPGRADE FAILED: conflict occurred while applying object shop/web apps/v1, Kind=Deployment: Apply failed with 1 conflict: conflict with "other": .spec.replicas',
    { code: 'apply-conflict', manager: 'other', fields: ['.spec.replicas'] },
  ],
  [
    'UPGRADE FAILED: Apply failed with 2 conflicts: conflicts with "kubectl" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="a"].image',
    {
      code: 'apply-conflict',
      manager: 'kubectl',
      fields: ['.spec.replicas', '.spec.template.spec.containers[name="a"].image'],
    },
  ],
  [
    'INSTALLATION FAILED: Unable to continue with install: ServiceAccount "x" in namespace "shop" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"',
    { code: 'not-owned', resource: 'ServiceAccount "x" in namespace "shop"' },
  ],
  [
    'INSTALLATION FAILED: unable to build kubernetes objects from release manifest: [resource mapping not found for name: "a" namespace: "" from "": no matches for kind "Widget" in version "acme.dev/v1"\nensure CRDs are installed first]',
    { code: 'unknown-kinds', kinds: ['acme.dev/v1 Widget'] },
  ],
  [
    'INSTALLATION FAILED: unable to build kubernetes objects from release manifest: unable to decode "": json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
    { code: 'name-not-text' },
  ],
  [
    'INSTALLATION FAILED: resource Deployment/demo/x not ready. status: InProgress, message: Available: 0/1\ncontext deadline exceeded',
    { code: 'wait-timeout', notReady: ['Deployment/demo/x: status: InProgress, message: Available: 0/1'] },
  ],
  ['INSTALLATION FAILED: context deadline exceeded', { code: 'wait-timeout', notReady: [] }],
  [
    'INSTALLATION FAILED: failed pre-install: 1 error occurred:\n\t* job x failed: BackoffLimitExceeded',
    { code: 'hook-failed', hook: 'pre-install' },
  ],
  [
    'UPGRADE FAILED: post-upgrade hooks failed: timed out waiting for the condition',
    { code: 'hook-failed', hook: 'post-upgrade' },
  ],
  [
    'INSTALLATION FAILED: release web failed, and has been uninstalled due to atomic being set: context deadline exceeded',
    { code: 'wait-timeout', notReady: [] },
  ],
  ['INSTALLATION FAILED: context canceled', { code: 'cancelled' }],
  ['INSTALLATION FAILED: library charts are not installable', { code: 'library-chart' }],
  [
    'INSTALLATION FAILED: chart requires kubeVersion: >=1.40.0 which is incompatible with Kubernetes v1.37.2',
    { code: 'kubernetes-version', required: '>=1.40.0' },
  ],
  [
    'INSTALLATION FAILED: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: redis, postgresql',
    { code: 'dependencies-missing', names: ['redis', 'postgresql'] },
  ],
  [
    'INSTALLATION FAILED: create: failed to create: Secret "sh.helm.release.v1.web.v1" is invalid: data: Too long: may not be more than 1048576 bytes',
    { code: 'release-too-large' },
  ],
  [
    'execution error at (demo/templates/service.yaml:3:5): a port is needed',
    { code: 'template-failed', place: 'demo/templates/service.yaml:3:5' },
  ],
  [
    'INSTALLATION FAILED: 1 error occurred:\n\t* Deployment.apps "x" is invalid: spec.replicas: Invalid value',
    { code: 'object-rejected' },
  ],
  ['something new', { code: 'failed' }],
];

it.each(CASES)('%s', (text, failure) => {
  expect(readFailure(text)).toEqual(failure);
  expect(readFailure(text.replace(/^[A-Z]+ FAILED/, (words) => words.toLowerCase()))).toEqual(failure);
});

describe('a cluster that can’t be reached', () => {
  it.each([
    ['Get "https://127.0.0.1:1/version": dial tcp 127.0.0.1:1: connect: connection refused', 'refused'],
    ['Get "https://nope.lan/version": dial tcp: lookup nope.lan: no such host', 'dns'],
    [
      'Get "https://a/version": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'tls',
    ],
    ['Get "https://a/version": getting credentials: exec: executable aws not found', 'login-program'],
    ['the server has asked for the client to provide credentials', 'unauthorized'],
    ['context "zzz" does not exist', 'kubeconfig'],
    ['stat /nowhere: no such file or directory', 'kubeconfig'],
    ['Get "https://10.0.0.1/version": dial tcp 10.0.0.1:443: i/o timeout', 'timeout'],
    ['something new', 'other'],
  ])('%s', (text, problem) => {
    for (const start of ['Kubernetes cluster unreachable', 'INSTALLATION FAILED: kubernetes cluster unreachable']) {
      expect(readFailure(`${start}: ${text}`)).toEqual({ code: 'cluster-unreachable', problem });
    }
  });
});

it('reads where a schema is broken, in the words of both', () => {
  const start = "values don't meet the specifications of the schema(s) in the following chart(s):\n";
  expect(
    readFailure(`${start}demo:\n- replicas: Must be greater than or equal to 5\n- (root): port is required\n`),
  ).toEqual({
    code: 'values-rejected',
    problems: [
      { chart: 'demo', place: 'replicas', text: 'Must be greater than or equal to 5' },
      { chart: 'demo', place: '(root)', text: 'port is required' },
    ],
  });
  expect(
    readFailure(`${start}demo:\nsub-chart:\n- at '/x': minimum: got 1, want 5\n- at '': missing property 'a: b'\n`),
  ).toEqual({
    code: 'values-rejected',
    problems: [
      { chart: 'sub-chart', place: '/x', text: 'minimum: got 1, want 5' },
      { chart: 'sub-chart', place: '', text: "missing property 'a: b'" },
    ],
  });
});

describe('its words', () => {
  it('are its last error, without the debugging around it', () => {
    const three = [
      'install.go:225: 2026-11-24 20:56:45.93 +0000 UTC m=+0.14 [debug] Original chart version: ""',
      '',
      'Error: INSTALLATION FAILED: first',
      'second line',
      'helm.go:86: 2026-11-24 20:56:45.93 +0000 UTC m=+0.14 [debug] first',
      'helm.sh/helm/v3/pkg/chart/loader.LoadFiles',
      '\thelm.sh/helm/v3/pkg/chart/loader/load.go:161',
    ];
    expect(helmWords(three.join('\n'))).toBe('INSTALLATION FAILED: first\nsecond line');
    const four = ['level=DEBUG msg="Chart path" path=/x', 'level=ERROR msg="no" error="no"', 'Error: no\n'];
    expect(helmWords(four.join('\n'))).toBe('no');
  });

  it('are the end of all where it names no error', () => {
    expect(helmWords('level=DEBUG msg=x\npanic: runtime error\n')).toBe('panic: runtime error');
    expect(helmWords('')).toBe('');
  });
});
