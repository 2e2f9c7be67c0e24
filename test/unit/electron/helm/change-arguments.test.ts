import { describe, expect, it } from 'vitest';
import {
  installArguments,
  rollbackArguments,
  templateArguments,
  uninstallArguments,
  upgradeArguments,
} from '../../../../electron/helm/change-arguments';
import { readHelmVersion } from '../../../../electron/helm/helm-version';
import type { HelmTarget } from '../../../../electron/helm/helm-target';
import type { HelmVersion } from '../../../../shared/helm';
import type { InstallOptions } from '../../../../shared/helm-options';

const target: HelmTarget = { kubeconfigFiles: ['/home/ana/.kube/config'], context: 'kind-dev', namespace: 'shop' };
const TARGET = ['--kubeconfig', '/home/ana/.kube/config', '--kube-context', 'kind-dev', '--namespace', 'shop'];
const plain: InstallOptions = {
  wait: 'none',
  timeoutMs: 300_000,
  rollBackOnFailure: false,
  description: '',
  takeOwnership: false,
  skipCrds: false,
  skipSchemaValidation: false,
  forceReplace: false,
  forceConflicts: false,
  createNamespace: false,
};
const everything: InstallOptions = {
  wait: 'ready-and-jobs',
  timeoutMs: 90_500,
  rollBackOnFailure: true,
  description: 'as asked, --force',
  takeOwnership: true,
  skipCrds: true,
  skipSchemaValidation: true,
  forceReplace: true,
  forceConflicts: true,
  createNamespace: true,
};

function helm(version: string): HelmVersion {
  const read = readHelmVersion(version);
  if (read.state !== 'usable') throw new Error(`${version} is ${read.state}`);
  return read.helm;
}
const [three, four] = [helm('3.17.3'), helm('4.2.3')];
const request = (options: InstallOptions, labels = {}) => ({ name: 'web', chartPath: '/tmp/web.tgz', options, labels });

it('always names cluster, namespace and where the values come from', () => {
  expect(installArguments(three, target, request(plain), 'run')).toEqual([
    'install',
    'web',
    '/tmp/web.tgz',
    ...TARGET,
    '--values',
    '-',
    '--timeout',
    '300s',
    '--debug',
    '--output',
    'json',
  ]);
  expect(upgradeArguments(four, target, request(plain), 'server-dry-run')).toEqual([
    'upgrade',
    'web',
    '/tmp/web.tgz',
    ...TARGET,
    '--reset-values',
    '--values',
    '-',
    '--timeout',
    '300s',
    '--dry-run=server',
    '--output',
    'json',
  ]);
});

it('names several files of a kubeconfig by none of its flags', () => {
  const several = { ...target, kubeconfigFiles: ['/a', '/b'] as const };
  const args = installArguments(four, several, request(plain), 'run');
  expect(args).not.toContain('--kubeconfig');
  expect(args).toContain('--kube-context');
});

describe('every option', () => {
  const common = ['--description=as asked, --force', '--labels', 'a=1,b=2', '--take-ownership'];
  const labels = { a: '1', b: '2' };

  it('by the flags of helm 3', () => {
    expect(installArguments(three, target, request(everything, labels), 'run')).toEqual([
      'install',
      'web',
      '/tmp/web.tgz',
      ...TARGET,
      '--values',
      '-',
      '--create-namespace',
      '--wait',
      '--wait-for-jobs',
      '--timeout',
      '91s',
      '--atomic',
      ...common,
      '--skip-crds',
      '--skip-schema-validation',
      '--force',
      '--debug',
      '--output',
      'json',
    ]);
  });

  it('by the flags of helm 4', () => {
    expect(installArguments(four, target, request(everything, labels), 'run')).toEqual([
      'install',
      'web',
      '/tmp/web.tgz',
      ...TARGET,
      '--values',
      '-',
      '--create-namespace',
      '--wait',
      '--wait-for-jobs',
      '--timeout',
      '91s',
      '--rollback-on-failure',
      ...common,
      '--skip-crds',
      '--skip-schema-validation',
      '--force-replace',
      '--force-conflicts',
      '--debug',
      '--output',
      'json',
    ]);
  });

  it('leaves out what an older helm doesn’t know', () => {
    const args = installArguments(helm('3.13.0'), target, request(everything), 'run');
    expect(args).not.toContain('--take-ownership');
    expect(args).not.toContain('--skip-schema-validation');
    expect(args).toContain('--atomic');
  });
});

it('takes fields by force on the server only: a release of helm 3 would spoil a revision', () => {
  const options = { ...plain, forceConflicts: true };
  const args = upgradeArguments(four, target, request(options), 'run');
  expect(args.filter((arg) => /server-side|conflicts/.test(arg))).toEqual(['--server-side=true', '--force-conflicts']);
  expect(upgradeArguments(three, target, request(options), 'run').join(' ')).not.toMatch(/server-side|conflicts/);
});

it('rolls back', () => {
  const options = { wait: 'ready', timeoutMs: 60_000, forceReplace: true, forceConflicts: true } as const;
  const rollback = { name: 'web', revision: 3, options };
  const start = ['rollback', 'web', '3', ...TARGET, '--wait', '--timeout', '60s'];
  expect(rollbackArguments(three, target, rollback)).toEqual([...start, '--force', '--debug']);
  expect(rollbackArguments(four, target, rollback)).toEqual([
    ...start,
    '--force-replace',
    '--server-side=true',
    '--force-conflicts',
    '--debug',
  ]);
});

it('uninstalls', () => {
  const options = { wait: 'ready', timeoutMs: 60_000, keepHistory: true, description: 'gone' } as const;
  expect(uninstallArguments(target, { name: 'web', options })).toEqual([
    'uninstall',
    'web',
    ...TARGET,
    '--keep-history',
    '--wait',
    '--timeout',
    '60s',
    '--description=gone',
    '--debug',
  ]);
});

it('renders without a cluster', () => {
  const chart = { name: 'web', chartPath: '/tmp/web.tgz' };
  const none = { kubernetesVersion: null, apiVersions: [], includeCrds: false, includeHooks: true, isUpgrade: false };
  const start = ['template', 'web', '/tmp/web.tgz', '--namespace', 'shop', '--values', '-'];
  expect(templateArguments(chart, 'shop', none)).toEqual(start);
  const all = {
    kubernetesVersion: '1.31',
    apiVersions: ['monitoring.coreos.com/v1', 'a/v1/Kind'],
    includeCrds: true,
    includeHooks: false,
    isUpgrade: true,
  };
  expect(templateArguments(chart, 'shop', all)).toEqual([
    ...start,
    '--kube-version',
    '1.31',
    '--api-versions',
    'monitoring.coreos.com/v1',
    '--api-versions',
    'a/v1/Kind',
    '--include-crds',
    '--no-hooks',
    '--is-upgrade',
  ]);
});
