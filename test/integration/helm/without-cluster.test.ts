/** The real helm 4.2.3 and 3.17.3 where they need no cluster, or have none. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/helm/change-releases';
import { findHelm, type Helm } from '../../../electron/helm/find-helm';
import type { HelmTarget } from '../../../electron/helm/helm-target';
import { listImages } from '../../../electron/helm/manifest/contents';
import { hideSecrets } from '../../../electron/helm/manifest/hide-secrets';
import { listResources } from '../../../electron/helm/manifest/resources';
import { listReleases, readReleaseDetails } from '../../../electron/helm/read-releases';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { TemplateOptions } from '../../../shared/helm-options';
import { writeChartOfFiles } from '../../support/chart-of-files';

const run = promisify(execFile);
const SAMPLES = resolve(import.meta.dirname, '../../../../shared/charts');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.tgz')) : [];
const PLAIN: TemplateOptions = {
  kubernetesVersion: null,
  apiVersions: [],
  includeCrds: false,
  includeHooks: true,
  isUpgrade: false,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-no-cluster-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function target(server: string, files = 1): Promise<HelmTarget> {
  const kubeconfig = join(folder, 'config');
  await writeFile(
    kubeconfig,
    `apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: "${server}"}}]\n` +
      'contexts: [{name: dev, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: secret-token}}]\n',
  );
  const others = Array.from({ length: files - 1 }, () => '/nowhere/config');
  return { kubeconfigFiles: [kubeconfig, ...others], context: 'dev', namespace: 'shop' };
}

describe.each(['4.2.3', '3.17.3'] as const)('helm %s', (version) => {
  let helm: Helm;
  beforeAll(async () => {
    const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: '/nowhere', HELM_NAMESPACE: 'other' };
    const machine = { env, platform: process.platform, homeFolder: folder };
    const search = await findHelm({ machine, chosenPath: await ensureHelm(version) });
    if (search.helm?.version.version !== version) throw new Error(`found ${JSON.stringify(search.found)}`);
    helm = search.helm;
  });

  const render = (chartPath: string, values = '', options = PLAIN) =>
    renderChart(helm, { name: 'web', chartPath, namespace: 'shop', values }, options);

  it.each(samples)('renders %s as it does by itself', async (sample) => {
    const chart = join(SAMPLES, sample);
    const args = ['template', 'web', chart, '--namespace', 'shop', '--include-crds'];
    const { stdout } = await run(helm.program.path, args, { maxBuffer: 2 ** 26, env: { HOME: folder } });
    const options = { ...PLAIN, includeCrds: true };
    const rendered = await render(chart, '', options);
    expect(rendered === stdout).toBe(true);
    const resources = await listResources(rendered);
    expect(resources.every(({ kind, name }) => kind !== '' && name !== '')).toBe(true);
    const count = stdout.split('\n').filter((line) => line.startsWith('kind: ')).length;
    expect(resources).toHaveLength(count);
    expect((await hideSecrets(rendered)) === rendered).toBe(resources.every(({ kind }) => kind !== 'Secret'));
  });

  describe('a chart of our own', () => {
    let chart: string;
    beforeAll(async () => {
      const template = [
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-{{ .Release.Namespace }}\n',
        'stringData:\n  password: {{ .Values.password | quote }}\n  upgrade: "{{ .Release.IsUpgrade }}"\n',
        '---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations: {helm.sh/hook: pre-install}\n',
        'spec:\n  containers: [{name: a, image: "nginx:{{ .Capabilities.KubeVersion.Minor }}"}]\n',
        '{{ if .Capabilities.APIVersions.Has "acme.dev/v1" }}\n---\nkind: Widget\nmetadata: {name: w}\n{{ end }}',
        '{{ if .Values.fail }}{{ fail (print "no: " .Values.password) }}{{ end }}',
      ].join('');
      const files = {
        'values.yaml': 'password: none\n',
        'values.schema.json': '{"properties": {"port": {"type": "integer", "maximum": 10}}}',
        'templates/all.yaml': template,
      };
      chart = await writeChartOfFiles(folder, { name: 'web', version: '1.0.0', files });
    });

    it('gets the values by its input, and the options as flags', async () => {
      const options: TemplateOptions = {
        kubernetesVersion: '1.29',
        apiVersions: ['acme.dev/v1'],
        includeCrds: false,
        includeHooks: true,
        isUpgrade: true,
      };
      const rendered = await render(chart, 'password: hunter2\n', options);
      expect(rendered).toContain('password: "hunter2"');
      expect(rendered).toContain('upgrade: "true"');
      const resources = await listResources(rendered);
      expect(resources.map(({ kind, name, hookEvents }) => [kind, name, ...hookEvents])).toEqual([
        ['Secret', 'web-shop'],
        ['Widget', 'w'],
        ['Pod', 'p', 'pre-install'],
      ]);
      expect(JSON.stringify(resources)).not.toContain('hunter2');
      expect(listImages(rendered)).toEqual(['nginx:29']);
      expect(await render(chart, '', { ...PLAIN, includeHooks: false })).not.toContain('kind: Pod');
    });

    it('tells what the schema doesn’t take, and not the value', async () => {
      const failed = render(chart, 'port: 123456\n');
      const place = version === '4.2.3' ? '/port' : 'port';
      await expect(failed).rejects.toMatchObject({
        failure: { code: 'values-rejected', problems: [{ chart: 'web', place }] },
      });
      await expect(failed).rejects.toThrow(/^(?!.*123456)/s);
    });

    it('tells where a template fails, without the password in its words', async () => {
      const failed = render(chart, 'fail: true\npassword: hunter2\n');
      await expect(failed).rejects.toMatchObject({
        failure: { code: 'template-failed', place: expect.stringMatching(/^web\/templates\/all\.yaml:\d+:\d+$/) },
        details: expect.not.stringContaining('hunter2'),
      });
    });

    it('tells values that are no YAML', async () => {
      await expect(render(chart, 'a: [hunter2\n')).rejects.toMatchObject({ code: 'values-unreadable' });
    });

    it('ends with the reason of the signal', async () => {
      const reason = new Error('enough');
      const signal = AbortSignal.abort(reason);
      const input = { name: 'web', chartPath: chart, namespace: 'shop', values: '' };
      await expect(renderChart(helm, input, PLAIN, { signal })).rejects.toBe(reason);
    });
  });

  it('tells a file that is no chart, and a name that it doesn’t take', async () => {
    const file = join(folder, 'no-chart.tgz');
    await writeFile(file, 'text');
    await expect(render(file)).rejects.toMatchObject({ name: 'HelmError', details: expect.stringMatching(/./) });
    const input = { name: 'Bad_', chartPath: join(folder, 'web-1.0.0.tgz'), namespace: 'shop', values: '' };
    await expect(renderChart(helm, input, PLAIN)).rejects.toMatchObject({ code: 'bad-name' });
  });

  describe('without a cluster behind the context', () => {
    it('tells that it is refused, by one file and by several', async () => {
      for (const files of [1, 2]) {
        const listed = listReleases(helm, await target('https://127.0.0.1:1', files), { allNamespaces: true });
        await expect(listed).rejects.toMatchObject({ failure: { code: 'cluster-unreachable', problem: 'refused' } });
        await expect(listed).rejects.toThrow(/127\.0\.0\.1:1\b/);
      }
    });

    it('tells a context that is not there, rather than talk to localhost:8080', async () => {
      const other = { ...(await target('https://127.0.0.1:1')), context: 'nope' };
      const read = readReleaseDetails(helm, other, 'web');
      await expect(read).rejects.toMatchObject({ failure: { code: 'cluster-unreachable', problem: 'kubeconfig' } });
    });

    it('ends when nobody waits for a cluster that doesn’t answer', async () => {
      const controller = new AbortController();
      const server = createServer(() => controller.abort(new Error('enough')));
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const { signal } = controller;
      const listed = listReleases(helm, await target(`https://127.0.0.1:${port}`), { allNamespaces: false, signal });
      await expect(listed).rejects.toThrow('enough');
      server.close();
    });
  });
});
