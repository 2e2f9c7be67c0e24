import { describe, expect, it } from 'vitest';
import { readHelmVersion } from '../../../../electron/helm/helm-version';
import { helmCommand } from '../../../../electron/releases/helm-commands';
import type { CommandRequest } from '../../../../shared/helm-command';

const PLACE = { context: 'kind-dev', namespace: 'web', name: 'shop' };
const SOURCE = { address: 'ghcr.io', repository: 'acme/shop', tag: '1.0.0_build.1' };
const WAITING = { wait: 'none', timeoutMs: 300_000, forceReplace: false, forceConflicts: false } as const;
const APPLY = {
  ...WAITING,
  rollBackOnFailure: false,
  description: '',
  takeOwnership: false,
  skipCrds: false,
  skipSchemaValidation: false,
};

async function command(request: CommandRequest, { version = '4.2.3', isPicked = false, plainHttp = false } = {}) {
  const read = readHelmVersion(version);
  if (read.state !== 'usable') throw new Error('no version');
  const { words, valuesFile } = await helmCommand(
    {
      access: {
        usableHelm: () => Promise.resolve({ path: '/opt/helm', version: read.helm, env: {} } as never),
        clusters: () =>
          Promise.resolve({
            kubeconfig: { files: ['~/kube/dev.yaml'], contexts: [], currentContext: null },
            isPicked,
            context: null,
            namespace: null,
            protectedContexts: [],
          }),
      },
      profiles: {
        get: (address) => ({ address, plainHttp, addedAt: 0, hasCredential: false, repositories: [] }),
      },
    },
    request,
  );
  return { text: words.join(' '), valuesFile };
}

describe('the command of', () => {
  const install = {
    kind: 'install' as const,
    place: PLACE,
    source: SOURCE,
    hasValues: true,
    options: { ...APPLY, createNamespace: true },
    isDryRun: false,
  };

  it('an install names the registry’s chart, its version with a plus, and a file for the values', async () => {
    expect(await command(install)).toEqual({
      text: 'helm install shop oci://ghcr.io/acme/shop --version 1.0.0+build.1 --kube-context kind-dev --namespace web --values shop-values.yaml --create-namespace --timeout 300s',
      valuesFile: 'shop-values.yaml',
    });
  });

  it('its preview is the dry run', async () => {
    const { text, valuesFile } = await command({ ...install, hasValues: false, isDryRun: true });
    expect(text).toContain('--dry-run=server');
    expect(text).not.toContain('--values');
    expect(valuesFile).toBeNull();
  });

  it('what has to be told is told: plain HTTP, and a kubeconfig that was picked', async () => {
    const { text } = await command(install, { plainHttp: true, isPicked: true });
    expect(text).toMatch(/--kubeconfig ~\/kube\/dev\.yaml .* --plain-http$/);
    expect(text).not.toContain('/chart.tgz');
  });

  it('an upgrade has the flags of the helm that is there', async () => {
    const { createNamespace: _none, ...options } = { ...install.options, rollBackOnFailure: true };
    const upgrade = { ...install, kind: 'upgrade' as const, options };
    expect((await command(upgrade)).text).toMatch(/^helm upgrade shop oci.*--reset-values.*--rollback-on-failure$/);
    expect((await command(upgrade, { version: '3.17.3' })).text).toMatch(/--atomic$/);
  });

  it('what goes back, goes away or is repaired', async () => {
    expect((await command({ kind: 'rollback', place: PLACE, revision: 3, options: WAITING })).text).toBe(
      'helm rollback shop 3 --kube-context kind-dev --namespace web --timeout 300s',
    );
    const options = { wait: 'none' as const, timeoutMs: 300_000, keepHistory: true, description: '' };
    expect((await command({ kind: 'uninstall', place: PLACE, options })).text).toBe(
      'helm uninstall shop --kube-context kind-dev --namespace web --keep-history --timeout 300s',
    );
    const repair = (action: Extract<CommandRequest, { kind: 'repair' }>['action']) =>
      command({ kind: 'repair', place: PLACE, action });
    expect((await repair({ kind: 'rollback', revision: 2 })).text).toMatch(/^helm rollback shop 2 /);
    expect((await repair({ kind: 'uninstall' })).text).toMatch(/^helm uninstall shop /);
  });

  it('a rendering asks no cluster', async () => {
    const options = {
      kubernetesVersion: '1.31',
      apiVersions: ['monitoring.coreos.com/v1'],
      includeCrds: true,
      includeHooks: true,
      isUpgrade: false,
    };
    const request = {
      kind: 'template' as const,
      name: 'shop',
      namespace: 'web',
      source: SOURCE,
      hasValues: false,
      options,
    };
    const local = { ...request, source: { fileName: 'shop-1.0.0.tgz' } };
    expect((await command(local, { isPicked: true })).text).toBe(
      'helm template shop shop-1.0.0.tgz --namespace web --kube-version 1.31 --api-versions monitoring.coreos.com/v1 --include-crds',
    );
    expect((await command(request, { isPicked: true })).text).toBe(
      'helm template shop oci://ghcr.io/acme/shop --version 1.0.0+build.1 --namespace web --kube-version 1.31 --api-versions monitoring.coreos.com/v1 --include-crds',
    );
  });
});
