/**
 * What is shown of a chart beside what the real `helm show` prints of it: all as one text, and each part that is raw, byte for byte.
 * The real charts of the neighbouring folder are used where it is there.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChartContent } from '../../../electron/charts/chart-content';
import { showAll } from '../../../electron/charts/show-all';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { chartTgz, rawTgz } from '../../support/tar-bytes';
import { withUnpacked } from '../../support/unpacked';
import { SAMPLES, samples, tellMissingSamples } from '../../support/sample-charts';

tellMissingSamples('what helm shows');

const run = promisify(execFile);

const OWN: Readonly<Record<string, Buffer>> = {
  bare: chartTgz(),
  'all of it': rawTgz([
    {
      name: 'app/Chart.yaml',
      content:
        'apiVersion: v2\nname: app\nversion: 1.0.0 # why\nappVersion: "1.10"\ndescription: "a: b"\nannotations: {b: "y", a: "1"}\nmaintainers: [{name: Ana}]\ndependencies: [{name: one, version: 1.0.0, repository: ""}]\n',
    },
    { name: 'app/values.yaml', content: '# hello\na: on\n' },
    { name: 'app/ReadMe.TXT', content: 'words' },
    { name: 'app/crds/b.yaml', content: '---\nb: 1' },
    { name: 'app/crds/a.yml', content: 'a: 1\n' },
    { name: 'app/crds/c.txt', content: 'no CRD' },
    { name: 'app/charts/one/Chart.yaml', content: 'apiVersion: v2\nname: one\nversion: 1.0.0\n' },
    { name: 'app/charts/one/crds/d.json', content: '{}' },
  ]),
  'empty values': chartTgz({ name: 'app/values.yaml', content: '' }, { name: 'app/README.md', content: '' }),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-show-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function shown(helm: string, what: string, path: string): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder };
  return (await run(helm, ['show', what, path], { env, maxBuffer: 1 << 28 })).stdout;
}

describe.each(['4.2.3', '3.17.3'] as const)('helm %s', (version) => {
  it.each(Object.keys(OWN))('shows of a chart that is %s what we show', async (name) => {
    const path = join(folder, `${version}-${name.replaceAll(' ', '-')}.tgz`);
    await writeFile(path, OWN[name]!);
    await expectSame(await ensureHelm(version), path, version === '3.17.3');
  });

  it.each(samples)('shows of %s what we show', async (name) => {
    await expectSame(await ensureHelm(version), join(SAMPLES, name));
  });
});

const withoutLines = (text: string) => text.replaceAll(/^---\n/gm, '');

async function expectSame(helm: string, path: string, hasNoLines = false): Promise<void> {
  const archive = await readFile(path);
  await withUnpacked(archive, async (unpacked) => {
    const { charts, readme } = await readChartContent(unpacked);
    // Helm 3 prints no line between CRDs; we do, as Helm 4 does.
    const [ours, printed] = await Promise.all([showAll(unpacked), shown(helm, 'all', path)]);
    expect(hasNoLines ? withoutLines(ours) : ours).toBe(hasNoLines ? withoutLines(printed) : printed);
    const values = charts[0]?.values ?? null;
    expect(values === null ? '' : `${values}\n`).toBe(await shown(helm, 'values', path));
    expect(readme === null ? '' : `${readme}\n`).toBe(await shown(helm, 'readme', path));
  });
}
