/** What the user chose of helm, kubeconfig, context and namespace: kept, and never trusted to be still there. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClusterError } from '../../../../electron/cluster/cluster-error';
import { ClusterAccess } from '../../../../electron/releases/cluster-access';
import { NoHelmError, type ContextError } from '../../../../electron/releases/context-error';
import { openClusterChoices } from '../../../../electron/settings/cluster-choices';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-access-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A new one reads what the one before it kept. Nothing but what a test puts there is found. */
function access(env: NodeJS.ProcessEnv = {}): ClusterAccess {
  return new ClusterAccess({
    openChoices: () => openClusterChoices(join(folder, 'data')),
    machine: () => Promise.resolve({ env: { PATH: '', ...env }, platform: 'win32', homeFolder: folder }),
  });
}

async function kubeconfig(name: string, contexts: readonly string[], current = contexts[0]): Promise<string> {
  const file = join(folder, name);
  await writeFile(
    file,
    JSON.stringify({
      'current-context': current,
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'u', user: {} }],
      contexts: contexts.map((context) => ({
        name: context,
        context: { cluster: 'c', user: 'u', namespace: `${context}-space` },
      })),
    }),
  );
  return file;
}

const neverRun = () => Promise.reject(new Error('never run'));

test('the kubeconfig’s current context, until another is chosen; that is kept, and forgotten where it is gone', async () => {
  const file = await kubeconfig('config', ['dev', 'prod']);
  await access().useKubeconfig(file);
  expect(await access().clusters()).toMatchObject({ isPicked: true, context: 'dev', namespace: null });
  await access().choose('prod', 'shop');
  expect(await access().clusters()).toMatchObject({ context: 'prod', namespace: 'shop' });
  await kubeconfig('config', ['dev', 'test']);
  expect(await access().clusters()).toMatchObject({ context: 'dev', namespace: null });
});

test('another kubeconfig begins anew, and one that is broken has its problem and no contexts', async () => {
  await access().useKubeconfig(await kubeconfig('config', ['dev', 'prod']));
  await access().choose('prod', 'shop');
  await writeFile(join(folder, 'broken'), 'contexts: [');
  expect(await access().useKubeconfig(join(folder, 'broken'))).toMatchObject({
    context: null,
    namespace: null,
    kubeconfig: { contexts: [], problem: { code: 'broken' } },
  });
  expect(await access().useKubeconfig(null)).toMatchObject({ isPicked: false, context: null });
});

test('without helm, commands fail in the words of the search; with a context that is gone, with the context named', async () => {
  await access().useKubeconfig(await kubeconfig('config', ['dev']));
  const one = access();
  await expect(one.withHelm('dev', 'default', neverRun)).rejects.toBeInstanceOf(NoHelmError);
  expect(await one.foundHelm({ refresh: false })).toMatchObject({ state: 'missing' });
  const asked = one.ask('gone', () => Promise.resolve('never asked'));
  await expect(asked).rejects.toMatchObject({ name: 'ContextError', context: 'gone' });
  await expect(asked.catch((error: ContextError) => error.cause)).resolves.toBeInstanceOf(ClusterError);
});

test('a cluster that does not answer is no limited user: the failure is told', async () => {
  await access().useKubeconfig(await kubeconfig('config', ['dev']));
  const asked = access().namespaces('dev', AbortSignal.timeout(60_000));
  await expect(asked).rejects.toMatchObject({ context: 'dev', cause: { code: 'refused' } });
});

test('what a cluster is, is asked only of one that has answered before', async () => {
  await access().useKubeconfig(await kubeconfig('config', ['dev', 'prod']));
  const one = access();
  const { signal } = new AbortController();
  expect(await one.knownInfo('dev', signal)).toBeNull();
  await one.ask('dev', () => Promise.resolve('answered'));
  await expect(one.knownInfo('dev', signal)).rejects.toMatchObject({ context: 'dev', cause: { code: 'refused' } });
  expect(await one.knownInfo('prod', signal)).toBeNull();
  await one.useKubeconfig(await kubeconfig('other', ['dev']));
  expect(await one.knownInfo('dev', signal)).toBeNull();
});
