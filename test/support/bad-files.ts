/** One file of every kind that people drop by mistake, or that is meant to do harm. Nothing in it is large on disk. */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { chartTgz, rawEntry, rawHeader, rawTar, rawTgz, SOUND_CHART } from './tar-bytes';

export interface BadFile {
  readonly fileName: string;
  /** How its row is called: the chart where that is known, else the file. */
  readonly rowName: string;
  /** What the row says is wrong, and what to do. */
  readonly words: readonly string[];
}

const AGAIN = 'Correct it in Chart.yaml and package it again.';
const PACKAGE = 'Package the folder of a chart with helm package.';

/** The files by what is in them; `rowName` is the file's own name where it is left out. */
const CONTENTS: readonly (Omit<BadFile, 'rowName'> & { readonly rowName?: string; readonly bytes: Uint8Array })[] = [
  { fileName: 'empty.tgz', bytes: Buffer.alloc(0), words: ['is empty.', 'Copy or package it again.'] },
  { fileName: 'text.tgz', bytes: Buffer.from('hello'), words: ["isn't a packaged chart", 'helm package'] },
  {
    fileName: 'page.tgz',
    bytes: Buffer.from('<!doctype html><h1>404'),
    words: ['is a web page', 'Download it again.'],
  },
  { fileName: 'zip.tgz', bytes: Buffer.from('PK\x03\x04rest'), words: ['is a zip file', 'helm package'] },
  { fileName: 'notes.pdf', bytes: Buffer.from('%PDF-1.7'), words: ["isn't a chart.", 'Drop a packaged chart (.tgz)'] },
  {
    fileName: 'unpacked.tgz',
    bytes: rawTar([{ name: 'app/Chart.yaml', content: SOUND_CHART }]),
    words: ["isn't compressed", 'gzip'],
  },
  {
    fileName: 'cut.tgz',
    rowName: 'app 1.0.0',
    bytes: gzipSync(rawTar([{ name: 'app/Chart.yaml', content: SOUND_CHART }])).subarray(0, -6),
    words: ['is cut off', 'Copy or package it again.'],
  },
  {
    fileName: 'no-chart-yaml.tgz',
    bytes: rawTgz([{ name: 'app/values.yaml' }]),
    words: ['There is no Chart.yaml in it', PACKAGE],
  },
  {
    fileName: 'two-charts.tgz',
    rowName: 'app 1.0.0',
    bytes: chartTgz({ name: 'b/Chart.yaml', content: SOUND_CHART }),
    words: ['more than one Chart.yaml', 'Package each chart by itself.'],
  },
  chartSaying('not-yaml.tgz', 'name: [\n', [
    "Chart.yaml can't be read, near line 2.",
    'Correct it and package the chart again.',
  ]),
  chartSaying('no-name.tgz', 'apiVersion: v2\nversion: 1.0.0\n', [
    'Chart.yaml has no name.',
    'Add one and package the chart again.',
  ]),
  chartSaying(
    'no-version.tgz',
    'apiVersion: v2\nname: web\n',
    ['Chart.yaml has no version.', 'Add one, such as 1.0.0'],
    'web',
  ),
  chartSaying(
    'latest.tgz',
    'apiVersion: v2\nname: web\nversion: latest\n',
    ["“latest” isn't a version", '1.2.3', AGAIN],
    'web latest',
  ),
  chartSaying('dots.tgz', 'apiVersion: v2\nname: ".."\nversion: 1.0.0\n', ["“..” can't be a chart's name", AGAIN]),
  chartSaying('slash.tgz', 'apiVersion: v2\nname: a/b\nversion: 1.0.0\n', ["“a/b” can't be a chart's name", AGAIN]),
  chartSaying(
    'capitals.tgz',
    'apiVersion: v2\nname: Web\nversion: 1.0.0\n',
    ["can't hold capital letters", 'Rename the chart to web'],
    'Web 1.0.0',
  ),
  {
    fileName: 'parent.tgz',
    rowName: 'app 1.0.0',
    bytes: chartTgz({ name: 'app/../../etc/cron.d/x' }),
    words: [
      "It holds app/../../etc/cron.d/x, a path out of the chart's folder, which Helm refuses.",
      'Package the chart again with helm package.',
    ],
  },
  {
    fileName: 'absolute.tgz',
    rowName: 'app 1.0.0',
    bytes: chartTgz({ name: 'app//etc/cron.d/x' }),
    words: [
      'It holds app//etc/cron.d/x, an absolute path, which Helm refuses.',
      'Package the chart again with helm package.',
    ],
  },
  {
    fileName: 'alone-1.0.0.tgz.prov',
    bytes: Buffer.from('signed'),
    words: ["isn't pushed alone", 'drop alone-1.0.0.tgz'],
  },
];

function chartSaying(fileName: string, chartYaml: string, words: readonly string[], rowName = fileName) {
  return { fileName, rowName, words, bytes: rawTgz([{ name: 'app/Chart.yaml', content: chartYaml }]) };
}

/** Writes them all into `folder`. What the system can't make (pipes on Windows, unreadable files as root) is left out. */
export async function writeBadFiles(folder: string): Promise<readonly BadFile[]> {
  const files: BadFile[] = [];
  for (const { bytes, rowName, ...file } of CONTENTS) {
    await writeFile(join(folder, file.fileName), bytes);
    files.push({ ...file, rowName: rowName ?? file.fileName });
  }
  const add = (fileName: string, words: readonly string[], rowName = fileName): void =>
    void files.push({ fileName, rowName, words });

  await writeFile(join(folder, 'bomb.tgz'), gzipBomb());
  add('bomb.tgz', ['200 times its size', "don't trust where it came from"], 'app 1.0.0');
  await writeFile(join(folder, 'million.tgz'), await millionEntries());
  add('million.tgz', ['more than 50,000 files', "Package only the chart's own folder."], 'app 1.0.0');
  await writeFile(join(folder, 'huge.tgz'), '');
  await truncate(join(folder, 'huge.tgz'), 2 ** 31);
  add('huge.tgz', ['larger than any chart that Helm loads', 'Is it the right file?']);
  await mkdir(join(folder, 'some-folder'));
  add('some-folder', ['is a folder without a Chart.yaml', 'Drop a packaged chart (.tgz)']);
  await symlink(join(folder, 'nowhere'), join(folder, 'dead-link.tgz'));
  add('dead-link.tgz', ["isn't there any more", 'Put it back, or choose it again.']);
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [join(folder, 'pipe.tgz')]);
    add('pipe.tgz', ["isn't a file but a pipe", 'Choose a packaged chart (.tgz).']);
    if (process.getuid?.() !== 0) {
      await writeFile(join(folder, 'private.tgz'), 'x');
      await chmod(join(folder, 'private.tgz'), 0);
      add('private.tgz', ["can't be read", 'Check that you may read it.']);
    }
  }
  return files;
}

/** A chart and 4 GB of zeros behind it, in 4 MB. */
function gzipBomb(): Buffer {
  const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const start = gzipSync(rawEntry({ name: 'app/Chart.yaml', content: SOUND_CHART }));
  return Buffer.concat([start, ...Array.from({ length: 64 }, () => zeros)]);
}

/** A chart with a million empty files, in 10 MB. */
function millionEntries(): Promise<Buffer> {
  return buffer(Readable.from(millionHeaders()).pipe(createGzip({ level: 1 })));
}

function* millionHeaders(): Generator<Uint8Array> {
  yield rawEntry({ name: 'app/Chart.yaml', content: SOUND_CHART });
  const block = Buffer.concat(Array.from({ length: 1000 }, (_, index) => rawHeader({ name: `app/${index}` })));
  for (let thousands = 0; thousands < 1000; thousands += 1) yield block;
}
