/** How long archives of packaged folders live; real folders in a temporary one. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOfferedFiles } from '../../../../electron/files/offered-files';
import { toAppError } from '../../../../electron/ipc/app-error';
import { createFileInspector } from '../../../../electron/push/inspect-file';
import { createPackagedFolders, type PackagedFolders } from '../../../../electron/push/packaged-folders';
import { createPreparedCharts } from '../../../../electron/push/prepared-charts';
import { fileIdSchema, inspectedFileSchema, type FileId } from '../../../../shared/push';
import { writeFolder } from '../../../support/chart-folders';

const { signal } = new AbortController();
let root: string;
let folder: string;
let chart: string;
let inUse: Set<string>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chartroom-packaged-'));
  folder = join(root, 'packaged');
  chart = join(root, 'demo');
  inUse = new Set();
  await writeFolder(chart, {
    'Chart.yaml': '# a comment\napiVersion: v2\nname: demo\nversion: 1.0.0\n',
    '.helmignore': '*.md\n',
    'README.md': 'x',
    'templates/NOTES.txt': 'hi',
    'templates/notes.txt': 'hi',
  });
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

function open(unfinished: readonly string[] = []): PackagedFolders {
  return createPackagedFolders({
    folder,
    unfinished,
    isInUse: (path) => inUse.has(path),
    onProblem: (message) => expect.unreachable(message),
  });
}

function newId(): FileId {
  return fileIdSchema.parse(randomUUID());
}

async function kept(): Promise<number> {
  return (await readdir(folder)).length;
}

it('keeps an archive while the sheet has it, for its user alone', async () => {
  const folders = open();
  const id = newId();
  const { archivePath } = await folders.add(id, chart, { signal });
  expect((await stat(archivePath)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(archivePath))).mode & 0o777).toBe(0o700);
  await folders.sweep();
  expect(await kept()).toBe(1);
  expect(folders.archivePathOf(id)).toBe(archivePath);
  expect(folders.list(id)?.packed.map(({ path }) => path)).toEqual([
    'Chart.yaml',
    'templates/NOTES.txt',
    'templates/notes.txt',
    '.helmignore',
  ]);
  await folders.release([id, newId()]);
  expect(await kept()).toBe(0);
  expect(folders.list(id)).toBeNull();
  expect(folders.archivePathOf(id)).toBeNull();
});

it('keeps it for a push that is not over, and no longer', async () => {
  const folders = open();
  const id = newId();
  const { archivePath } = await folders.add(id, chart, { signal });
  inUse.add(archivePath);
  await folders.release([id]);
  expect(await kept()).toBe(1);
  inUse.clear();
  await folders.sweep();
  expect(await kept()).toBe(0);
});

it('packages anew under the same id in place of the old one', async () => {
  const folders = open();
  const id = newId();
  const first = await folders.add(id, chart, { signal });
  await writeFile(join(chart, 'values.yaml'), 'a: 1\n');
  const second = await folders.add(id, chart, { signal });
  expect(second.digest).not.toBe(first.digest);
  expect(await kept()).toBe(1);
});

it('leaves nothing of what failed or was given up', async () => {
  const folders = open();
  const controller = new AbortController();
  const stopped = folders.add(newId(), chart, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  await rm(join(chart, 'Chart.yaml'));
  await expect(folders.add(newId(), chart, { signal })).rejects.toMatchObject({ code: 'no-chart-yaml' });
  expect(await kept()).toBe(0);
});

it('removes what a crash left, but for what an unfinished push sends again', async () => {
  const before = open();
  const [lost, unfinished] = [
    await before.add(newId(), chart, { signal }),
    await before.add(newId(), chart, { signal }),
  ];
  await mkdir(join(folder, 'half-done'));
  const elsewhere = join(root, 'mine.tgz');
  await writeFile(elsewhere, 'x');
  inUse.add(unfinished.archivePath);
  const after = open([unfinished.archivePath, elsewhere]);
  await after.add(newId(), chart, { signal });
  expect(await kept()).toBe(2);
  await expect(stat(lost.archivePath)).rejects.toThrow('ENOENT');
  expect((await readFile(unfinished.archivePath)).length).toBeGreaterThan(0);
  inUse.clear();
  await after.sweep();
  await after.releaseAll();
  expect(await kept()).toBe(0);
  expect(await readFile(elsewhere, 'utf8')).toBe('x');
});

it('is told to the window as a chart, without a path of ours', async () => {
  const offeredFiles = createOfferedFiles();
  const folders = open();
  const inspector = createFileInspector({ offeredFiles, charts: createPreparedCharts(), folders, toAppError });
  const [offered] = offeredFiles.offer([chart]);
  if (offered === undefined) throw new Error('nothing offered');
  const { fileId } = offered;
  const file = inspectedFileSchema.parse(await inspector.inspect(fileId, { signal }));
  expect(file).toMatchObject({
    kind: 'chart',
    fileName: 'demo-1.0.0.tgz',
    name: 'demo',
    packaged: { folderName: 'demo', fileCount: 4, leftOutCount: 1 },
    warnings: [
      'templates/NOTES.txt and templates/notes.txt differ in case only: on macOS and Windows one would take the place of the other.',
    ],
  });
  expect(JSON.stringify([file, folders.list(fileId)])).not.toContain(root);
  expect(inspector.shown(fileId).filePath).toMatch(/demo-1\.0\.0\.tgz$/);

  // What can't be packaged, and what can't be pushed though it was packaged, leaves nothing.
  await writeFile(join(chart, 'values.yaml'), '- a list\n');
  expect(await inspector.inspect(fileId, { signal })).toMatchObject({
    kind: 'unusable',
    fileName: 'demo',
    name: 'demo',
  });
  expect(await kept()).toBe(0);
});
