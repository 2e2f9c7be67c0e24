/** What is told of a chart before it is installed: what Chart.yaml says, and the CRDs that helm makes first. */
import { noChartYaml } from './chart-content';
import { allFolders, chartFolders } from './chart-folders';
import { readChartYaml, type RawMetadata } from './chart-yaml';
import { UnpackBudget } from './unpack-budget';
import type { UnpackedArchive } from './unpacked-archive';

export interface InstallFacts {
  readonly metadata: RawMetadata;
  /** Those of charts within included; each a stream of YAML documents. */
  readonly crds: readonly CrdFile[];
}

export interface CrdFile {
  /** From the chart's folder: `crds/coupons.yaml`, `charts/basket-1.0.0.tgz/crds/x.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** Throws ChartError, YamlError, or UnpackedArchiveError. */
export async function readInstallFacts(archive: UnpackedArchive): Promise<InstallFacts> {
  const chart = chartFolders(archive.files);
  const chartYaml = chart.files.get('Chart.yaml');
  if (chartYaml === undefined) throw noChartYaml();
  const budget = new UnpackBudget();
  const crds: CrdFile[] = [];
  for (const { prefix, files } of allFolders(chart)) {
    for (const [path, file] of files) {
      if (!/^crds\/.*\.(?:yaml|yml|json)$/s.test(path)) continue;
      budget.addYaml(file.sizeBytes);
      crds.push({ path: prefix + path, text: new TextDecoder().decode(await archive.read(file)) });
    }
  }
  return { metadata: readChartYaml(await archive.read(chartYaml)).metadata, crds };
}
