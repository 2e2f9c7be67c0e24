/** What one should know of a version before reading on: that it is deprecated, a library, old, or no chart at all. */
import type { ChartDetail } from '../../../shared/registry';
import { Notice } from '../../components/notice';
import { countOf } from '../../format/size';
import styles from './chart-notices.module.css';
import { blobWords } from './media-type-words';

export interface ChartNoticesProps {
  readonly chart: ChartDetail;
  readonly tag: string | undefined;
  /** Of the tag in the list of versions; undefined where it is not known. */
  readonly isSemver: boolean | undefined;
}

export function ChartNotices({ chart: { metadata, summary, manifest }, tag, isSemver }: ChartNoticesProps) {
  return (
    <div className={styles.notices}>
      {metadata?.deprecated === true && (
        <Notice tone="warning">This chart is deprecated: its authors advise against using it.</Notice>
      )}
      {metadata?.type === 'library' && (
        <Notice tone="info">A library chart: other charts use it, it can&apos;t be installed by itself.</Notice>
      )}
      {metadata !== null && tag !== undefined && isSemver === false && (
        <Notice tone="info">
          Helm won&apos;t find this as the latest version, nor by a range: <bdi>{tag}</bdi>{' '}
          {/^v\d/.test(tag) ? 'begins with a “v”' : "isn't a version such as 1.2.3"}. Asked for by this exact name, it
          comes.
        </Notice>
      )}
      {summary.kind === 'legacy-chart' && (
        <Notice tone="info">
          Pushed by Helm before 3.7, with an old media type for the archive. Helm still pulls it.
        </Notice>
      )}
      {summary.kind === 'index' && (
        <Notice tone="info">
          An index: it points at {countOf(manifest.manifests.length, 'other manifest')}. The Manifest tab lists and
          opens them.
        </Notice>
      )}
      {summary.kind === 'other' && (
        <Notice tone="info">
          Not a Helm chart. Its config is <bdi>{manifest.config?.mediaType ?? 'missing'}</bdi>
          {manifest.config !== undefined && `: ${blobWords(manifest.config.mediaType).title.toLowerCase()}`}. The
          Manifest tab shows what it holds.
        </Notice>
      )}
      {summary.kind === 'chart' && metadata === null && (
        <Notice tone="warning">
          The config of this chart can&apos;t be read. The Manifest tab shows what it holds.
        </Notice>
      )}
    </div>
  );
}
