/** A chart as one text, as `helm show all` prints it: Chart.yaml as Helm reads it, then values, README and CRDs as they are. */
import { ChartError } from './chart-error';
import { allFolders, chartFolders } from './chart-folders';
import { encodeGoYaml } from './go-yaml';
import { metadataStruct } from './helm-metadata';
import { readHelmMetadata } from './own-metadata';
import type { UnpackedArchive, UnpackedFile } from './unpacked-archive';

/** Helm takes a README in these spellings, in any case. */
const README_NAMES: ReadonlySet<string> = new Set(['readme.md', 'readme.txt', 'readme']);
const CRD = /^crds\/.*\.(?:ya?ml|json)$/is;
/** Nobody reads a text that is longer; the tab Files has each of its files. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Throws ChartError, also for one that is too long, or UnpackedArchiveError. */
export async function showAll(archive: UnpackedArchive): Promise<string> {
  const { files, read } = archive;
  const folders = allFolders(chartFolders(files));
  const own = folders[0]?.files ?? new Map<string, UnpackedFile>();
  const crds = folders.flatMap(({ files: its }) => [...its].filter(([path]) => CRD.test(path)).map(([, file]) => file));
  const values = own.get('values.yaml');
  const readme = files.find(({ path }) => README_NAMES.has(path.toLowerCase()));
  const shown = [...crds, ...(values === undefined ? [] : [values]), ...(readme === undefined ? [] : [readme])];
  if (shown.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MAX_BYTES) {
    throw new ChartError(
      'too-large',
      'All of it together is too long to be read as one text. Open its files one by one.',
    );
  }
  const metadata = await readHelmMetadata(archive);
  const parts = [`${encodeGoYaml(metadataStruct(metadata))}\n`];
  if (values !== undefined) parts.push('---\n', `${(await read(values)).toString('utf8')}\n`);
  if (readme !== undefined) parts.push('---\n', `${(await read(readme)).toString('utf8')}\n`);
  for (const crd of crds) {
    const text = (await read(crd)).toString('utf8');
    parts.push(text.startsWith('---') ? '' : '---\n', `${text}\n`);
  }
  return parts.join('');
}
