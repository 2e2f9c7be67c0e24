import { describe, expect, it } from 'vitest';
import { upgradeArguments } from '../../../../electron/helm/change-arguments';
import { commandWords } from '../../../../electron/helm/command-words';
import { readHelmVersion } from '../../../../electron/helm/helm-version';
import { historyArguments } from '../../../../electron/helm/read-arguments';

const target = { kubeconfigFiles: ['/home/ana/.kube/config'], context: 'kind-dev', namespace: 'shop' } as const;
const chart = { path: '/tmp/web.tgz', reference: 'oci://ghcr.io/acme/web', version: '1.4.2' };

describe('an upgrade', () => {
  const read = readHelmVersion('4.2.3');
  const options = {
    wait: 'ready',
    timeoutMs: 60_000,
    rollBackOnFailure: true,
    description: 'new shop',
    takeOwnership: false,
    skipCrds: false,
    skipSchemaValidation: false,
    forceReplace: false,
    forceConflicts: false,
  } as const;
  if (read.state !== 'usable') throw new Error('no version');
  const request = { name: 'web', chartPath: chart.path, options, labels: { a: '1' } };
  const args = upgradeArguments(read.helm, target, request, 'run');

  it('is what helm is given, with the chart’s own address and the values as a file', () => {
    expect(commandWords(args, { chart, valuesFile: 'values.yaml', namesKubeconfig: false })).toEqual([
      ...'helm upgrade web oci://ghcr.io/acme/web --version 1.4.2 --kube-context kind-dev'.split(' '),
      ...'--namespace shop --reset-values --values values.yaml --wait --timeout 60s --rollback-on-failure'.split(' '),
      '--description=new shop',
    ]);
  });

  it('names a kubeconfig that helm would not find, and no values where there are none', () => {
    const words = commandWords(args, { chart, valuesFile: null, namesKubeconfig: true }).join(' ');
    expect(words).toContain('--kubeconfig /home/ana/.kube/config --kube-context');
    expect(words).not.toMatch(/--values|--labels|--debug|--output|\.tgz/);
  });
});

it('is the same for what only reads', () => {
  const words = commandWords(historyArguments(target, 'web'), { valuesFile: null, namesKubeconfig: false });
  expect(words.join(' ')).toBe('helm history web --kube-context kind-dev --namespace shop --max 256');
});
