/** What the window shows of a rendered chart, against the real helm 4.2.3 and 3.17.3 by themselves: equal to the byte. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHelm, type Helm } from '../../../electron/helm/find-helm';
import { createChartRenderer, type ChartRenderer } from '../../../electron/releases/chart-renderer';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { TemplateOptions } from '../../../shared/helm-options';
import type { RenderRequest } from '../../../shared/ipc/render-contract';
import { HIDDEN_VALUE } from '../../../shared/manifest';
import { digestSchema } from '../../../shared/oci';
import { fileIdSchema, type FileId } from '../../../shared/push';
import { writeChartOfFiles } from '../../support/chart-of-files';

const run = promisify(execFile);
const SAMPLES = resolve(import.meta.dirname, '../../../../shared/charts');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.tgz')) : [];
const signal = new AbortController().signal;
const ALL: TemplateOptions = {
  kubernetesVersion: '1.31',
  apiVersions: ['monitoring.coreos.com/v1'],
  includeCrds: true,
  includeHooks: true,
  isUpgrade: false,
};
const FLAGS = ['--kube-version', '1.31', '--api-versions', 'monitoring.coreos.com/v1', '--include-crds'];

const request = (values = '', options = ALL): RenderRequest => ({
  source: {
    kind: 'registry',
    address: 'localhost:5000',
    repository: 'charts/web',
    digest: digestSchema.parse(`sha256:${'0'.repeat(64)}`),
  },
  name: 'web',
  namespace: 'shop',
  values,
  options,
});

function secretWith(password: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  password: ${password}\n`;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-render-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['4.2.3', '3.17.3'] as const)('helm %s', (version) => {
  let helm: Helm;
  beforeAll(async () => {
    const machine = {
      env: { PATH: process.env['PATH'], HOME: folder },
      platform: process.platform,
      homeFolder: folder,
    };
    const search = await findHelm({ machine, chosenPath: await ensureHelm(version) });
    if (search.helm === null) throw new Error(JSON.stringify(search.found));
    helm = search.helm;
  });

  /** How often the file was asked for and given back. */
  function rendererOf(path: string): { readonly renderer: ChartRenderer; readonly files: string[] } {
    const files: string[] = [];
    const archives = {
      copy() {
        files.push('taken');
        return Promise.resolve({ path, release: () => Promise.resolve(void files.push('given back')) });
      },
    };
    return { renderer: createChartRenderer({ archives, helm: () => Promise.resolve(helm) }), files };
  }

  it.each(samples)('shows of %s what helm prints', async (sample) => {
    const chart = join(SAMPLES, sample);
    const { renderer, files } = rendererOf(chart);
    const rendered = await renderer.render(request(), { signal });
    const args = ['template', 'web', chart, '--namespace', 'shop', ...FLAGS];
    const { stdout } = await run(helm.program.path, args, { maxBuffer: 2 ** 26, env: { HOME: folder } });

    expect(renderer.printedText(rendered.id) === stdout).toBe(true);
    expect(files).toEqual(['taken', 'given back']);
    const hasSecrets = rendered.resources.some(({ kind }) => kind === 'Secret');
    expect(rendered.hidesSecrets).toBe(hasSecrets);
    expect(rendered.manifest === stdout).toBe(!hasSecrets);
    // Each is told apart where helm says that one begins, and nothing stands between them but separators and comments.
    const between = rendered.resources.map(({ start }, index) =>
      rendered.manifest.slice(rendered.resources[index - 1]?.end ?? 0, start),
    );
    expect(between.every((text) => /^(?:---[^\n]*\n|#[^\n]*\n|\s)*$/.test(text))).toBe(true);
    expect(rendered.resources).toHaveLength(stdout.match(/^kind: /gm)?.length ?? 0);
  });

  it.each(samples)('lists the images of the pods that helm makes of %s', async (sample) => {
    const chart = join(SAMPLES, sample);
    const { renderer, files } = rendererOf(chart);
    const { source, name, namespace } = request();
    const images = await renderer.images({ source, name, namespace }, { signal });
    const args = ['template', name, chart, '--namespace', namespace];
    const { stdout } = await run(helm.program.path, args, { maxBuffer: 2 ** 26, env: { HOME: folder } });
    const lines = [...stdout.matchAll(/^ +(?:- )?image: "?([^"\n]+)"?$/gm)].map(([, image = '']) => image);
    expect(images).toEqual([...new Set(lines)].sort());
    expect(files).toEqual(['taken', 'given back']);
  });

  it('gives the notes with the values, where helm makes them without a cluster', async () => {
    const chart = await writeChartOfFiles(folder, {
      name: 'noted',
      version: '1.0.0',
      files: { 'templates/NOTES.txt': '{{ .Release.Name }} in {{ .Release.Namespace }} greets {{ .Values.who }}\n' },
    });
    const { renderer, files } = rendererOf(chart);
    const notes = await renderer.notes(request('who: you\n'), { signal });
    expect(notes?.trim() ?? null).toBe(version === '4.2.3' ? 'web in shop greets you' : null);
    expect(files).toEqual(['taken', 'given back']);
  });

  it('keeps what Secrets hold to itself, and gives it for saving', async () => {
    const template =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  password: {{ .Values.password }}\n';
    const chart = await writeChartOfFiles(folder, {
      name: 'web',
      version: '1.0.0',
      files: { 'templates/secret.yaml': template },
    });
    const { renderer } = rendererOf(chart);
    const rendered = await renderer.render(request('password: hunter2\n'), { signal });
    expect(JSON.stringify(rendered)).not.toContain('hunter2');
    const [secret] = rendered.resources;
    expect(rendered.manifest.slice(secret?.start, secret?.end)).toContain(`password: ${HIDDEN_VALUE}`);
    expect(renderer.printedText(rendered.id)).toContain('password: hunter2');
    for (let index = 0; index < 4; index += 1) await renderer.render(request(), { signal });
    expect(() => renderer.printedText(rendered.id)).toThrow('not kept any more');
  });

  it('compares what two charts make with their default values, without what Secrets hold', async () => {
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-m}\ndata: {a: "{{ .Values.a }}"}\n';
    const write = (chart: string, a: number, files: Record<string, string>) =>
      writeChartOfFiles(folder, {
        name: 'two',
        version: chart,
        files: { 'values.yaml': `a: ${a}\n`, 'templates/map.yaml': map, ...files },
      });
    const before = await write('1.0.0', 1, { 'templates/s.yaml': secretWith('hunter2') });
    const after = await write('2.0.0', 2, {
      'templates/s.yaml': secretWith('hunter3'),
      'templates/job.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, annotations: {helm.sh/hook: test}}\n',
    });
    const bad = await write('3.0.0', 3, { 'templates/bad.yaml': '{{ required "give me a name" .Values.name }}' });
    const files: string[] = [];
    const ids = new Map([before, after, bad].map((path) => [fileIdSchema.parse(randomUUID()), path] as const));
    const [fromId, toId, badId] = [...ids.keys()];
    if (fromId === undefined || toId === undefined || badId === undefined) throw new Error('no ids');
    const renderer = createChartRenderer({
      archives: {
        copy(source) {
          const path = (source.kind === 'file' ? ids.get(source.fileId) : undefined) ?? '';
          files.push(`taken ${path}`);
          return Promise.resolve({ path, release: () => Promise.resolve(void files.push(`given back ${path}`)) });
        },
      },
      helm: () => Promise.resolve(helm),
    });
    const compare = (from: FileId, to: FileId) =>
      renderer.difference(
        { from: { kind: 'file', fileId: from }, to: { kind: 'file', fileId: to }, name: 'two', namespace: 'default' },
        { signal },
      );
    const difference = await compare(fromId, toId);
    expect(JSON.stringify(difference)).not.toContain('hunter');
    expect(difference).toMatchObject({
      kind: 'compared',
      resources: expect.arrayContaining([
        expect.objectContaining({ kind: 'ConfigMap', name: 'two-m', change: 'changed', added: 1, removed: 1 }),
        expect.objectContaining({ kind: 'Secret', change: 'changed', hidesChange: true }),
        expect.objectContaining({ kind: 'Job', change: 'added', hookEvents: ['test'] }),
      ]),
    });
    const failed = await compare(badId, toId);
    expect(failed).toMatchObject({
      kind: 'not-rendered',
      failures: [{ side: 'from', error: { code: 'template-failed' } }],
    });
    expect(await compare(badId, badId)).toMatchObject({ failures: [{ side: 'from' }, { side: 'to' }] });
    expect(files).toHaveLength(12);
    expect(files.filter((line) => line.startsWith('given back'))).toHaveLength(6);
  });

  it('gives the file back where helm fails, and tells of it without the values', async () => {
    const files = { 'templates/a.yaml': '{{ fail (print "no: " .Values.password) }}' };
    const { renderer, files: uses } = rendererOf(
      await writeChartOfFiles(folder, { name: 'no', version: '1.0.0', files }),
    );
    const failure: unknown = await renderer
      .render(request('password: hunter2\n'), { signal })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'template-failed' });
    expect(String(failure)).not.toContain('hunter2');
    expect(uses).toEqual(['taken', 'given back']);
  });
});
