/** Which version of the chart, and what it says of itself that matters before it is installed. */
import { useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { formatSize } from '../../../shared/format-size';
import type { ChartDetail, Version } from '../../../shared/registry';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { Facts } from '../../components/facts';
import { Notice } from '../../components/notice';
import { Picker } from '../../components/picker';
import { Checkbox } from '../../components/choice';
import styles from './target-step.module.css';
import { newerVersions } from './upgrade-draft';

export interface VersionStepProps {
  readonly versions: readonly Version[];
  readonly tag: string;
  /** What an upgrade starts from. */
  readonly deployedVersion?: string;
  readonly onTag: (tag: string) => void;
  /** Of that version; undefined while it is read. */
  readonly chart: ChartDetail | undefined;
  readonly failure: AppError | null;
  readonly onRetry: () => void;
}

export function VersionStep({ versions, tag, deployedVersion, onTag, chart, failure, onRetry }: VersionStepProps) {
  const current = versions.find((each) => each.tag === tag);
  const [wantsPrereleases, setWantsPrereleases] = useState(current?.isPrerelease === true);
  const offered = versions.filter((each) => wantsPrereleases || !each.isPrerelease || each.tag === tag);
  const hasPrereleases = versions.some(({ isPrerelease }) => isPrerelease);
  const tagOf = new Map(offered.map((each) => [each.version, each.tag]));
  const metadata = chart?.metadata;
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <span className={styles.label}>Version</span>
        <Picker
          label="Version"
          filterLabel="Filter versions"
          items={offered.map(({ version }) => version)}
          value={current?.version ?? tag}
          onChoose={(version) => onTag(tagOf.get(version) ?? tag)}
        />
        {deployedVersion !== undefined && <p className={styles.hint}>{newerWords(versions, deployedVersion)}</p>}
        {hasPrereleases && (
          <Checkbox checked={wantsPrereleases} onCheckedChange={setWantsPrereleases}>
            Show prereleases
          </Checkbox>
        )}
      </div>
      {failure !== null && (
        <ErrorPanel error={failure} headingLevel={3} actions={<Button onClick={onRetry}>Try again</Button>} />
      )}
      {metadata?.type === 'library' && (
        <Notice tone="danger">
          This is a library chart: other charts use it, and it makes nothing by itself. It can&apos;t be installed.
        </Notice>
      )}
      {chart?.summary.deprecated === true && (
        <Notice tone="warning">This chart is deprecated: its authors don&apos;t look after it any more.</Notice>
      )}
      {metadata !== undefined && metadata !== null && chart !== undefined && (
        <Facts
          isRoomy
          facts={[
            ['Chart', metadata.name],
            ['App version', metadata.appVersion],
            ['Description', metadata.description],
            ['Kubernetes', metadata.kubeVersion],
            ['Size', formatSize(chart.summary.sizeBytes ?? 0)],
            ['Digest', <bdi key="digest">{chart.summary.digest}</bdi>],
          ]}
        />
      )}
    </div>
  );
}

function newerWords(versions: readonly Version[], deployed: string): string {
  const count = newerVersions({ versions, deployed }).length;
  if (count === 0) return `Deployed: ${deployed}. There is no newer version.`;
  return `Deployed: ${deployed}. ${count === 1 ? 'One newer version' : `${count} newer versions`}.`;
}
