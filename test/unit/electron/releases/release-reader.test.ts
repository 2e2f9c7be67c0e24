/** Reading releases by a script in the place of helm: what is asked for, what is hidden, and what narrow rights leave to see. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterConnection } from '../../../../electron/cluster/cluster-connection';
import { findHelm } from '../../../../electron/helm/find-helm';
import { isHelmError } from '../../../../electron/helm/helm-error';
import { ContextError } from '../../../../electron/releases/context-error';
import {
  openRelease,
  readManifest,
  readReleaseList,
  readValues,
  type ReleaseAccess,
} from '../../../../electron/releases/release-reader';
import { HIDDEN_VALUE } from '../../../../shared/manifest';

const { signal } = new AbortController();
const place = { context: 'kind-dev', namespace: 'shop', name: 'web' };

const REFUSED =
  'Error: list: failed to list: secrets is forbidden: User "ana" cannot list resource "secrets" in API group "" at the cluster scope';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-reader-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Rights {
  readonly namespaces: readonly string[];
  readonly isComplete?: boolean;
  /** Where Secrets may be listed. */
  readonly allowed: readonly string[];
}

/** `answers`: lines of a shell script's `case "$*"`. */
async function access(answers: string, rights: Rights = { namespaces: [], allowed: [] }): Promise<ReleaseAccess> {
  const program = join(folder, 'helm');
  const script = `#!/bin/sh\nprintf "%s\\n" "$*" >> ${join(folder, 'calls')}\ncase "$*" in version*) echo v4.2.3;;\n${answers}\nesac\n`;
  await writeFile(program, script);
  await chmod(program, 0o755);
  const machine = { env: { PATH: '/usr/bin:/bin' }, platform: 'linux', homeFolder: folder } as const;
  const { helm } = await findHelm({ machine, chosenPath: program });
  if (helm === null) throw new Error('the script was not taken as a helm');
  const connection: ClusterConnection = {
    ask: ({ body }) => Promise.resolve({ status: { allowed: rights.allowed.includes(namespaceIn(body)) } }),
    close: () => undefined,
  };
  return {
    ask: (_context, question) => question(connection),
    namespaces: () => Promise.resolve({ names: [...rights.namespaces], isComplete: rights.isComplete ?? true }),
    namespaceOf: () => Promise.resolve('default'),
    async withHelm(context, namespace, command) {
      try {
        return await command({ helm, target: { kubeconfigFiles: ['/k'], context, namespace } });
      } catch (error) {
        throw isHelmError(error) ? new ContextError(context, error) : error;
      }
    },
  };
}

function namespaceIn(body: object | undefined): string {
  return /"namespace":"([^"]*)"/.exec(JSON.stringify(body))?.[1] ?? '';
}

/** What the script was asked, but for its version. */
async function calls(): Promise<readonly string[]> {
  const lines = (await readFile(join(folder, 'calls'), 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('version'));
}

const released = (name: string, namespace: string): string =>
  JSON.stringify([
    { name, namespace, revision: '2', updated: '', status: 'deployed', chart: 'shop-1.2.3', app_version: '1' },
  ]);

describe.skipIf(process.platform === 'win32')('the reader of releases', () => {
  it('lists all namespaces, or the one that is asked for', async () => {
    const reader = await access(`*--all-namespaces*) echo '${released('web', 'shop')}';; *) echo '[]';;`);
    const all = await readReleaseList(reader, { context: 'kind-dev', namespace: null }, signal);
    expect(all.releases).toMatchObject([{ name: 'web', revision: 2, chart: { name: 'shop', version: '1.2.3' } }]);
    expect(all.narrowedTo).toBeNull();
    expect((await readReleaseList(reader, { context: 'kind-dev', namespace: 'shop' }, signal)).releases).toEqual([]);
    expect((await calls()).map((line) => line.includes('--namespace shop'))).toEqual([false, true]);
  });

  const narrow = [
    `*--all-namespaces*) echo '${REFUSED}' >&2; exit 1;;`,
    `*"--namespace team "*) echo '${released('web', 'team')}';;`,
    `*"--namespace lab "*) echo '${released('try', 'lab')}';;`,
    `list*) echo '${REFUSED}' >&2; exit 1;;`,
  ].join('\n');

  it('falls back to the namespaces whose releases the user may see', async () => {
    const rights = { namespaces: ['kube-system', 'lab', 'team'], allowed: ['team', 'lab'] };
    const list = await readReleaseList(await access(narrow, rights), { context: 'kind-dev', namespace: null }, signal);
    expect(list.releases.map(({ name, namespace }) => `${namespace}/${name}`)).toEqual(['lab/try', 'team/web']);
    expect(list.narrowedTo).toEqual({ namespaces: ['lab', 'team'], isComplete: true });
  });

  it('says that there may be more where not even the namespaces may be listed', async () => {
    const rights = { namespaces: ['team'], isComplete: false, allowed: ['team'] };
    const list = await readReleaseList(await access(narrow, rights), { context: 'kind-dev', namespace: null }, signal);
    expect(list.narrowedTo).toEqual({ namespaces: ['team'], isComplete: false });
  });

  it('reads no more than so many namespaces', async () => {
    const namespaces = Array.from({ length: 70 }, (_, index) => `n${index}`);
    const answers = `*--all-namespaces*) echo '${REFUSED}' >&2; exit 1;;\nlist*) echo '[]';;`;
    const reader = await access(answers, { namespaces, allowed: namespaces });
    const list = await readReleaseList(reader, { context: 'kind-dev', namespace: null }, signal);
    expect(list.narrowedTo).toEqual({ namespaces: namespaces.slice(0, 60), isComplete: false });
  });

  it.each([
    ['of a user who may see none', null],
    ['of one namespace that is not the user’s', 'other'],
  ])('gives the refusal %s', async (_, namespace) => {
    const reader = await access(narrow, { namespaces: ['kube-system'], allowed: [] });
    const list = readReleaseList(reader, { context: 'kind-dev', namespace }, signal);
    await expect(list).rejects.toMatchObject({ name: 'ContextError', cause: { code: 'forbidden' } });
  });

  it('does not fall back where the cluster is out of reach', async () => {
    const answers = `list*) echo 'Error: Kubernetes cluster unreachable: connection refused' >&2; exit 1;;`;
    const list = readReleaseList(await access(answers), { context: 'kind-dev', namespace: null }, signal);
    await expect(list).rejects.toMatchObject({ cause: { code: 'cluster-unreachable' } });
    expect(await calls()).toHaveLength(1);
  });

  it('opens a release by its status and its metadata', async () => {
    const status = {
      name: 'web',
      namespace: 'shop',
      version: 3,
      info: { status: 'failed', description: 'no', notes: 'Hi', first_deployed: '', last_deployed: '', deleted: '' },
    };
    const metadata = { name: 'web', namespace: 'shop', revision: 3, status: 'failed', chart: 'shop', version: '1.2.3' };
    const reader = await access(
      `status*) echo '${JSON.stringify(status)}';; get*) echo '${JSON.stringify(metadata)}';;`,
    );
    expect(await openRelease(reader, place, signal)).toMatchObject({
      details: { revision: 3, status: 'failed', notes: 'Hi' },
      metadata: { chart: { name: 'shop', version: '1.2.3' } },
    });
  });

  it('gives a revision’s values, and its resources and hooks without what Secrets hold', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  word: open-sesame';
    const hook = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: h\n  annotations:\n    helm.sh/hook: test';
    const reader = await access(
      [
        // Fills in the template that it is given, as helm does.
        // Fills in the template that it is given, as helm does.
        `*"get all web"*) mark=$(printf '%s' "$*" | sed -n 's/.*{{.Release.Version}}\\(.*\\){{.Release.Info.Status}}.*/\\1/p')`,
        `printf '%s' "2$mark" "deployed$mark" "shop$mark" "1.0.0$mark"`,
        `printf '%s' '---\n# Source: shop/templates/s.yaml\n${secret}\n' "$mark"`,
        `printf '%s' '---\n# Source: shop/templates/h.yaml\n${hook}\n';;`,
        `*"get values web"*--all*) echo 'a: 1';; *"get values web"*) echo null;;`,
      ].join('\n'),
    );
    const resources = await readManifest(reader, { place, revision: 2 }, signal);
    expect(resources).toMatchObject([
      { kind: 'Secret', name: 's', source: 'shop/templates/s.yaml', hookEvents: [] },
      { kind: 'Job', name: 'h', hookEvents: ['test'] },
    ]);
    expect(JSON.stringify(resources)).not.toContain('open-sesame');
    expect(resources[0]?.text).toContain(HIDDEN_VALUE);
    expect(await readValues(reader, { place, revision: 2, all: true }, signal)).toBe('a: 1\n');
    expect(await readValues(reader, { place, revision: 2, all: false }, signal)).toBe('');
    expect((await calls()).every((line) => line.includes('--revision 2'))).toBe(true);
  });
});
