/** The facts of a version, one a line. */
import { formatSize } from '../../../shared/format-size';
import type { ChartDetail } from '../../../shared/registry';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { formatMoment, parseTime } from '../../format/time';
import styles from './chart-facts.module.css';

export function ChartFacts({ chart: { metadata, summary, manifest } }: { readonly chart: ChartDetail }) {
  const createdMs = parseTime(summary.createdAt);
  return (
    <Facts
      isRoomy
      facts={[
        ['App version', metadata?.appVersion],
        ['Kubernetes', metadata?.kubeVersion],
        ['Type', metadata === null ? undefined : (metadata.type ?? 'application')],
        ['API version', metadata?.apiVersion],
        ['Created', createdMs === null ? undefined : formatMoment(createdMs)],
        ['Size', summary.sizeBytes === undefined ? undefined : formatSize(summary.sizeBytes)],
        ['Manifest', formatSize(manifest.sizeBytes)],
        ['Dependencies', metadata === null ? undefined : String(metadata.dependencies?.length || 'None')],
        ['Provenance', summary.hasProvenance ? 'Attached, not verified' : 'None'],
        ['Keywords', metadata?.keywords && <Keywords key="keywords" keywords={metadata.keywords} />],
      ]}
    />
  );
}

function Keywords({ keywords }: { readonly keywords: readonly string[] }) {
  return (
    <span className={styles.keywords}>
      {[...new Set(keywords)].map((keyword) => (
        <Badge key={keyword}>{keyword}</Badge>
      ))}
    </span>
  );
}
