/** What the window is told of files of every kind; real files in a temporary folder. */
import { mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOfferedFiles, type OfferedFiles } from '../../../../electron/files/offered-files';
import { toAppError } from '../../../../electron/ipc/app-error';
import { createFileInspector, type FileInspector } from '../../../../electron/push/inspect-file';
import { createPackagedFolders, type PackagedFolders } from '../../../../electron/push/packaged-folders';
import { createPreparedCharts } from '../../../../electron/push/prepared-charts';
import type { FileId, InspectedFile } from '../../../../shared/push';
import { inspectedFileSchema } from '../../../../shared/push';
import { writeBadFiles } from '../../../support/bad-files';
import { provenanceText, writePackedChart } from '../../../support/packed-chart';

const { signal } = new AbortController();
let folder: string;
let offeredFiles: OfferedFiles;
let folders: PackagedFolders;
let inspector: FileInspector;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-inspect-'));
  offeredFiles = createOfferedFiles();
  folders = createPackagedFolders({
    folder: join(folder, 'own', 'packaged'),
    unfinished: [],
    isInUse: () => false,
    onProblem: (message) => expect.unreachable(message),
  });
  inspector = createFileInspector({ offeredFiles, charts: createPreparedCharts(), folders, toAppError });
});
afterEach(async () => {
  // Its folder is made beside the test: taken away too early, it would come again.
  await folders.sweep();
  await rm(folder, { recursive: true, force: true });
});

function idOf(path: string): FileId {
  const [file] = offeredFiles.offer([path]);
  return file!.fileId;
}

/** As the dispatcher sends it: strictly parsed, and without a path of ours. */
async function inspect(path: string): Promise<InspectedFile> {
  const file = await inspector.inspect(idOf(path), { signal });
  expect(JSON.stringify(file)).not.toContain(folder);
  return inspectedFileSchema.parse(file);
}

async function messageOf(path: string): Promise<string> {
  const file = await inspect(path);
  if (file.kind !== 'unusable') throw new Error(`${path} is a chart`);
  return `${file.error.message} ${file.error.why ?? ''}`.trim();
}

describe('a packaged chart', () => {
  it('is told with everything that its row shows', async () => {
    const path = await writePackedChart(folder, { chartYaml: 'description: A small one\ndeprecated: true\n' });
    expect(await inspect(path)).toMatchObject({
      kind: 'chart',
      fileName: 'app-1.0.0.tgz',
      name: 'app',
      version: '1.0.0',
      appVersion: '2.0',
      description: 'A small one',
      deprecated: true,
    });
  });

  it('comes with its .prov, matching or not', async () => {
    const path = await writePackedChart(folder);
    const plain = await inspect(path);
    if (plain.kind !== 'chart') throw new Error('unusable');
    expect(plain.provenance).toBeUndefined();
    await writeFile(`${path}.prov`, provenanceText('app-1.0.0.tgz', plain.digest));
    expect(await inspect(path)).toMatchObject({ provenance: { fileName: 'app-1.0.0.tgz.prov', matches: true } });
    await writeFile(`${path}.prov`, 'not signed');
    expect(await inspect(path)).toMatchObject({ provenance: { matches: false } });
  });

  it('is read anew when it changed, under the same id', async () => {
    const path = await writePackedChart(folder, { appVersion: 'one' });
    const fileId = idOf(path);
    const first = await inspector.inspect(fileId, { signal });
    await writePackedChart(folder, { appVersion: 'two' });
    await expect(inspector.prepare(fileId, { signal })).rejects.toMatchObject({ code: 'changed' });
    const second = await inspector.inspect(fileId, { signal });
    expect([first, second]).toMatchObject([{ appVersion: 'one' }, { appVersion: 'two' }]);
    expect((await inspector.prepare(fileId, { signal })).archive.metadata.appVersion).toBe('two');
  });

  it('does not send more text than a row shows', async () => {
    const path = await writePackedChart(folder, { chartYaml: `description: ${'x'.repeat(100_000)}\n` });
    const file = await inspect(path);
    expect(file.kind === 'chart' && file.description).toHaveLength(1001);
  });

  it('in any name and case is known by what it holds', async () => {
    const path = await writePackedChart(folder);
    await rename(path, join(folder, 'download'));
    expect(await inspect(join(folder, 'download'))).toMatchObject({ kind: 'chart', name: 'app' });
  });
});

describe('what is no chart', () => {
  it('is told what it is and what to drop instead', async () => {
    await writeFile(join(folder, 'values.yaml'), 'replicas: 1\n');
    expect(await messageOf(join(folder, 'values.yaml'))).toBe(
      "values.yaml isn't a chart. Drop a packaged chart (.tgz) or a folder containing Chart.yaml; a .prov in the same folder as a .tgz goes along with it.",
    );
    await mkdir(join(folder, 'app'));
    expect(await messageOf(join(folder, 'app'))).toMatch(
      /^app is a folder without a Chart\.yaml, so it isn't a chart\./,
    );
    await writeFile(join(folder, 'app-1.0.0.tgz.prov'), 'signed');
    expect(await messageOf(join(folder, 'app-1.0.0.tgz.prov'))).toBe(
      "app-1.0.0.tgz.prov is the provenance file of a chart and isn't pushed alone. Put it into the same folder as app-1.0.0.tgz and drop app-1.0.0.tgz: it goes along.",
    );
  });

  it('keeps the words of reading it where it is named like an archive', async () => {
    await writeFile(join(folder, 'broken.tgz'), 'not gzip at all');
    expect(await messageOf(join(folder, 'broken.tgz'))).not.toContain("broken.tgz isn't a chart.");
    await writeFile(join(folder, 'empty.tgz'), '');
    expect(await messageOf(join(folder, 'empty.tgz'))).toContain('is empty');
    await writeFile(join(folder, 'huge.tgz'), '');
    await truncate(join(folder, 'huge.tgz'), 2 ** 31);
    expect(await inspect(join(folder, 'huge.tgz'))).toMatchObject({ kind: 'unusable', sizeBytes: 2 ** 31 });
    expect(await messageOf(join(folder, 'gone.tgz'))).toContain("isn't there any more");
  });

  it('can be pushed under no id, not even under one that was a chart before', async () => {
    const path = await writePackedChart(folder);
    const fileId = idOf(path);
    expect(() => inspector.shown(fileId)).toThrow(expect.objectContaining({ code: 'unknown-file' }));
    await inspector.inspect(fileId, { signal });
    expect(inspector.shown(fileId).chart).toMatchObject({ name: 'app', version: '1.0.0' });
    await writeFile(path, 'broken');
    await inspector.inspect(fileId, { signal });
    expect(() => inspector.shown(fileId)).toThrow(expect.objectContaining({ code: 'unknown-file' }));
  });
});

describe('a file of every bad kind', () => {
  it('is named by what is known of it, and told in words without a path', { timeout: 60_000 }, async () => {
    const files = await writeBadFiles(folder);
    for (const { fileName, rowName, words } of files) {
      const file = await inspect(join(folder, fileName));
      const name = [file.name ?? file.fileName, file.version].filter(Boolean).join(' ');
      expect({ fileName, name }).toEqual({ fileName, name: rowName });
      // A name in capitals is a chart to Helm; only the registry's rules forbid it.
      if (fileName === 'capitals.tgz') continue;
      if (file.kind !== 'unusable') throw new Error(`${fileName} is a chart`);
      const text = `${fileName}: ${file.error.message} ${file.error.why ?? ''}`.replaceAll('`', '');
      for (const part of words) expect(text).toContain(part);
    }
  });

  it('keeps the name of its chart where only the .prov is at fault', async () => {
    const path = await writePackedChart(folder);
    await mkdir(`${path}.prov`);
    expect(await inspect(path)).toMatchObject({ kind: 'unusable', name: 'app', version: '1.0.0' });
    expect(await messageOf(path)).toContain("app-1.0.0.tgz.prov isn't a file");
  });

  it('is read again when it was put back, under the same id', async () => {
    const path = await writePackedChart(folder);
    const fileId = idOf(path);
    await inspector.inspect(fileId, { signal });
    await rename(path, `${path}.away`);
    await expect(inspector.prepare(fileId, { signal })).rejects.toMatchObject({ code: 'vanished' });
    await rename(`${path}.away`, path);
    expect((await inspector.prepare(fileId, { signal })).archive.metadata.name).toBe('app');
  });
});

it('throws only for a cancel and for an id that nobody was given', async () => {
  const fileId = idOf(await writePackedChart(folder));
  await expect(inspector.inspect(fileId, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  const foreign = createOfferedFiles().offer(['/etc/passwd'])[0]!.fileId;
  await expect(inspector.inspect(foreign, { signal })).rejects.toMatchObject({ code: 'unknown-file' });
});
