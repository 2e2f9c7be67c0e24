/** The differences of helm's own manifests of real charts, against the program `diff` on the same two texts. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentPlaces } from '../../../electron/helm/manifest/documents';
import { hideSecrets } from '../../../electron/helm/manifest/hide-secrets';
import { diffManifests } from '../../../electron/releases/diff-manifests';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';

const run = promisify(execFile);
const SAMPLES = resolve(import.meta.dirname, '../../../../shared/charts');
const DIFF = '/usr/bin/diff';

/** Of every chart there: what a user would change. */
const CHANGES = [
  ['alertmanager-1.42.0', 'image.tag=v9.9,service.type=NodePort', 'replicaCount=3'],
  ['argo-rollouts-2.41.0', 'controller.image.tag=v9.9,dashboard.enabled=true', 'controller.replicas=5'],
  ['argo-workflows-1.0.18', 'controller.image.tag=v9.9,server.serviceType=NodePort', 'server.replicas=4'],
  ['kube-state-metrics-8.4.0', 'image.tag=v9.9', 'replicas=3,rbac.create=false'],
  ['prometheus-node-exporter-4.56.1', 'image.tag=v9.9,version=v9.9', 'service.port=9199'],
  ['prometheus-operator-crds-31.0.1', 'crds.annotations.team=shop', 'crds.probes.enabled=false'],
  ['prometheus-pushgateway-3.8.0', 'image.tag=v9.9', 'replicaCount=3'],
  ['traefik-41.3.0', 'image.tag=v3.7.10,service.type=NodePort', 'deployment.replicas=4'],
] as const;

function missingHere(): string | null {
  if (!existsSync(SAMPLES)) return 'there are no sample charts in ../shared/charts';
  return existsSync(DIFF) ? null : `there is no ${DIFF} on this machine`;
}

const missing = missingHere();
// A skip that nobody sees would pass for a test.
if (missing !== null) process.stderr.write(`The tests of manifests against diff did not run: ${missing}.\n`);

describe.skipIf(missing !== null)('differences of real manifests', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-manifest-diff-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function template(chart: string, ...flags: readonly string[]): Promise<string> {
    const args = ['template', 'web', join(SAMPLES, `${chart}.tgz`), '--namespace', 'shop', '--no-hooks', ...flags];
    const options = { env: { PATH: process.env['PATH'], HOME: folder }, maxBuffer: 64 * 1024 * 1024 };
    return (await run(await ensureHelm('4.2.3'), args, options)).stdout;
  }

  /** What diff prints of two texts, by sign. It ends with 1 where they differ. */
  async function linesOfDiff(from: string, to: string): Promise<{ readonly '+': string[]; readonly '-': string[] }> {
    const [before, after] = [join(folder, 'before.yaml'), join(folder, 'after.yaml')];
    await writeFile(before, from);
    await writeFile(after, to);
    const told = await run(DIFF, ['--minimal', before, after], { maxBuffer: 64 * 1024 * 1024 }).then(
      ({ stdout }) => stdout,
      (error: { readonly code?: number; readonly stdout: string }) => {
        if (error.code !== 1) throw error;
        return error.stdout;
      },
    );
    const marked = (mark: string) =>
      told
        .split('\n')
        .filter((line) => line.startsWith(mark))
        .map((line) => line.slice(mark.length));
    return { '+': marked('> '), '-': marked('< ') };
  }

  it.each(CHANGES)('of %s are those of diff, line by line', async (chart, texts, numbers) => {
    const from = await template(chart);
    const to = await template(chart, '--set-string', texts, '--set', numbers);
    const told = await linesOfDiff(objectsOf(await hideSecrets(from)), objectsOf(await hideSecrets(to)));
    expect(told['+'].length + told['-'].length, 'the two differ').toBeGreaterThan(0);
    const diffs = await diffManifests(from, to, { namespace: 'shop' });
    for (const sign of ['+', '-'] as const) {
      const found = diffs.flatMap(({ lines }) => lines.filter((line) => line.sign === sign).map(({ text }) => text));
      expect([...found].sort()).toEqual([...told[sign]].sort());
      const counts = diffs.map((each) => (sign === '+' ? each.added : each.removed));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(told[sign].length);
    }
  });
});

/** Without what stands between objects and belongs to none: separators, blank lines before them, documents of comments only. */
function objectsOf(stream: string): string {
  return documentPlaces(stream)
    .map(({ start, end }) => `${stream.slice(start, end).trimEnd()}\n`)
    .join('');
}
