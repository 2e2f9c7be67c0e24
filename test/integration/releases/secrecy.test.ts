/**
 * What a user typed as values, what Secrets hold and the token of the kubeconfig, looked for everywhere while releases are changed on a
 * real cluster: in the arguments and environment of every process, in events, the log, and all files that the app keeps.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toAppError } from '../../../electron/ipc/app-error';
import { createChartRenderer } from '../../../electron/releases/chart-renderer';
import type { ChartSource } from '../../../shared/release-source';
import { clusterMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import { watchProcesses } from '../../support/process-watch';
import { APPLY, INSTALL, install, openReleaseStage, upgrade, type ChartRegistry } from '../../support/release-stage';

const missing = clusterMissing();
const { signal } = new AbortController();
const ROLLBACK = { wait: 'none' as const, timeoutMs: 60_000, forceReplace: false, forceConflicts: false };
const UNINSTALL = { wait: 'none' as const, timeoutMs: 60_000, keepHistory: false, description: '' };

describe.skipIf(missing !== null || process.platform !== 'linux')('what is kept to itself', () => {
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  let newerShop: ChartSource;
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop', 'newerShop');
    ({ cluster, registry } = opened);
    [shop, newerShop] = [opened.source('shop'), opened.source('newerShop')];
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());

  it.each(['4.2.3', '3.17.3'] as const)(
    'is seen nowhere while helm %s works',
    async (helmVersion) => {
      const namespace = await cluster.createNamespace();
      const user = await cluster.limitedUser(namespace);
      const [password, welcome] = [randomWord('password'), randomWord('welcome')];
      const secrets = [password, welcome, user.token].flatMap((text) => [
        text,
        Buffer.from(text).toString('base64'),
        encodeURIComponent(text),
      ]);
      const place = { context: user.context, namespace, name: 'shop' };
      const values = (replicas: number) =>
        `announce: {enabled: false}\nreplicas: ${replicas}\npassword: ${password}\nwelcome: ${welcome}\n`;
      const { kubeconfig } = user;
      const stage = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion });
      const watch = await watchProcesses(secrets);
      const told: unknown[] = [];
      try {
        const options = { ...INSTALL, skipCrds: true };
        const request = { place, source: shop, values: values(1), options };
        const preview = await stage.previews.install(request, { signal });
        told.push(preview, await install(stage, request));
        const newer = { place, source: newerShop, values: values(2), options: { ...APPLY, skipCrds: true } };
        // The newer chart takes no `welcome`, so its schema refuses it: that must not be quoted either.
        told.push(toAppError(await upgrade(stage, newer).catch((cause: unknown) => cause)));
        const fitting = { ...newer, values: newer.values.replace(/^welcome.*\n/m, '') };
        told.push(await stage.previews.upgrade(fitting, { signal }), await upgrade(stage, fitting));
        const last = await stage.sources.revisions(place, signal);
        const back = {
          place,
          revision: 1,
          lastRevision: last.last.revision,
          options: ROLLBACK,
          confirmedContext: null,
        };
        told.push(await stage.ended(await stage.changes.rollback(back, { signal })));
        const { revision } = (await stage.sources.revisions(place, signal)).last;
        const away = {
          place,
          lastRevision: revision,
          confirmedName: 'shop',
          confirmedContext: null,
          options: UNINSTALL,
        };
        told.push(await stage.ended(await stage.changes.uninstall(away, { signal })));
        const renderer = createChartRenderer({ archives: stage.archives, helm: () => stage.access.usableHelm() });
        const { address, repository, digest } = shop;
        const template = {
          kubernetesVersion: null,
          apiVersions: [],
          includeCrds: true,
          includeHooks: true,
          isUpgrade: false,
        };
        const rendering = {
          source: { kind: 'registry' as const, address, repository, digest },
          name: 'shop',
          namespace,
          values: values(1),
          options: template,
        };
        const rendered = await renderer.render(rendering, { signal });
        expect(rendered.manifest, 'what was typed is in the manifest, but for Secrets').not.toContain(password);
        for (const operation of await stage.operations.list()) told.push(stage.operations.log(operation.id, 0));
      } finally {
        await stage.operations.close();
      }
      const { commandLines, leaks, rounds } = await watch.stop();

      expect(leaks).toEqual([]);
      // It has looked: each command was seen, most of them last a tenth of a second.
      expect(rounds).toBeGreaterThan(100);
      const seen = commandLines.map((line) => line.split('\0')).filter(([program = '']) => program.endsWith('helm'));
      const commands = ['install', 'upgrade', 'rollback', 'uninstall', 'template', 'history'];
      expect(commands.filter((command) => !seen.some((words) => words[1] === command))).toEqual([]);
      const isIn = (text: string) => secrets.filter((secret) => text.includes(secret));
      // What a preview shows of a ConfigMap is meant to be seen: only the password and the token are secrets in it.
      const hidden = secrets.filter(
        (secret) => !secret.includes(welcome) && !Buffer.from(secret, 'base64').toString().includes(welcome),
      );
      for (const each of told) {
        const text = inspect(each, { depth: 20, maxStringLength: null, maxArrayLength: null });
        expect(hidden.filter((secret) => text.includes(secret))).toEqual([]);
      }
      expect(isIn(inspect(stage.events, { depth: 20, maxStringLength: null, maxArrayLength: null }))).toEqual([]);
      expect(isIn(inspect(stage.problems, { depth: 20, maxStringLength: null, maxArrayLength: null }))).toEqual([]);
      const holding: string[] = [];
      for (const file of await filesIn(stage.dataFolder)) {
        if (isIn((await readFile(file)).toString('latin1')).length > 0) holding.push(file);
      }
      expect(holding).toEqual([]);
      await stage.close();
    },
    120_000,
  );
});

/** Not to be found anywhere by chance. */
function randomWord(prefix: string): string {
  return `${prefix}-${randomBytes(12).toString('hex')}`;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
