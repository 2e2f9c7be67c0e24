/** What the Chart.yaml of an archive says, as a registry would hold it after a push. */
import type { ChartMetadata } from '../../shared/chart';
import { YamlError } from '../../shared/yaml/yaml-error';
import { noChartYaml } from './chart-content';
import { ChartError } from './chart-error';
import { readChartYaml } from './chart-yaml';
import { checkMetadata, configBytesOf } from './helm-metadata';
import type { HelmMetadata } from './helm-types';
import { readMetadata } from './read-metadata';
import type { UnpackedArchive } from './unpacked-archive';

/** Throws ChartError for what Helm doesn't load, or UnpackedArchiveError. */
export async function readOwnMetadata(archive: UnpackedArchive): Promise<ChartMetadata> {
  const metadata = readMetadata(configBytesOf(await readHelmMetadata(archive)));
  if (!metadata.ok) throw new ChartError('invalid-metadata', metadata.error);
  return metadata.data;
}

/** As Helm holds it. Throws as `readOwnMetadata` does. */
export async function readHelmMetadata({ files, read }: UnpackedArchive): Promise<HelmMetadata> {
  const chartYaml = files.find(({ path }) => path === 'Chart.yaml');
  if (chartYaml === undefined) throw noChartYaml();
  const requirements = files.find(({ path }) => path === 'requirements.yaml');
  const [own, older] = await Promise.all([read(chartYaml), requirements === undefined ? null : read(requirements)]);
  const raw = inWords(() => {
    const { metadata } = readChartYaml(own);
    const asV1 = { ...metadata, apiVersion: metadata.apiVersion || 'v1' };
    return older === null ? asV1 : readChartYaml(older, asV1).metadata;
  });
  return checkMetadata(raw);
}

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ChartError('bad-yaml', "Its Chart.yaml can't be read. Correct it and package the chart again.", {
      cause: error,
      details: error.message,
    });
  }
}
