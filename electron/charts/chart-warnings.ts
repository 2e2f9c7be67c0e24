/** What Helm takes without a word, but a chart's author most likely did not mean. */
import type { LoadedChart, StrayingEntries } from './load-chart';
import { isStrictVersion } from './helm-version';

export type ChartWarningCode =
  | 'deprecated'
  | 'link-entry'
  | 'straying-entry'
  | 'byte-order-mark'
  | 'loose-version'
  | 'created-overridden'
  | 'requirements-in-v2'
  | 'unquoted-number'
  | 'duplicate-key';

export interface ChartWarning {
  readonly code: ChartWarningCode;
  readonly message: string;
}

const CREATED = 'org.opencontainers.image.created';

export function chartWarnings(chart: LoadedChart): readonly ChartWarning[] {
  const { metadata, yaml } = chart;
  const warnings: ChartWarning[] = [];
  const warn = (code: ChartWarningCode, message: string): void => void warnings.push({ code, message });
  if (metadata.deprecated) warn('deprecated', 'This chart is marked as deprecated.');
  if (chart.hasLinks) warn('link-entry', 'It holds links, which Helm reads as empty files.');
  if (chart.straying !== null) warn('straying-entry', strayingWords(chart.straying));
  if (chart.hasByteOrderMark) warn('byte-order-mark', 'Chart.yaml begins with a byte order mark, which Helm skips.');
  if (!isStrictVersion(metadata.version)) {
    warn(
      'loose-version',
      `helm won't find ${metadata.version} as a latest version: write three numbers, such as 1.2.3, without v.`,
    );
  }
  if (metadata.annotations.has(CREATED)) {
    warn('created-overridden', 'An annotation of the chart replaces the time of creation in the manifest.');
  }
  if (chart.hasRequirements && metadata.apiVersion !== 'v1') {
    warn('requirements-in-v2', 'It has a requirements.yaml, which belongs into Chart.yaml since apiVersion v2.');
  }
  for (const { field, written, read } of yaml.converted) {
    if (written === read) continue;
    warn('unquoted-number', `${field}: ${written} is read as ${read}. Put it in quotes to keep it as written.`);
  }
  for (const key of yaml.duplicateKeys) warn('duplicate-key', `Chart.yaml has ${key} twice: Helm takes the last one.`);
  return warnings;
}

/** Helm drops the first part of every path, whatever it is; a plain tar would not. */
function strayingWords({ first, count }: StrayingEntries): string {
  return count === 1
    ? `It holds ${first}, a path that leads out of the chart's folder. Helm reads it as a file of the chart; other tools may unpack it elsewhere.`
    : `It holds ${first} and ${count - 1} more paths that lead out of the chart's folder. Helm reads them as files of the chart; other tools may unpack them elsewhere.`;
}
