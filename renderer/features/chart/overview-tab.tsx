/** The overview of a version in a registry: the chart for reading, where it is installed, and how to name it elsewhere. */
import { formatSize } from '../../../shared/format-size';
import { formatOciReference, type Reference } from '../../../shared/reference';
import type { ChartDetail } from '../../../shared/registry';
import { CodeBox } from '../../components/code-box';
import { helmPullCommand } from '../../format/helm-command';
import { formatMoment, parseTime } from '../../format/time';
import { ChartNotices } from './chart-notices';
import { ChartOverview } from './chart-overview';
import { InstalledHere } from './installed-here';

export interface OverviewTabProps {
  readonly chart: ChartDetail;
  readonly place: Reference;
  readonly plainHttp: boolean;
  /** Of the tag in the list of versions; undefined where it is not known. */
  readonly isSemver: boolean | undefined;
  /** Opens a file of the chart. */
  readonly onFile: (path: string) => void;
  /** Opens the tab Dependencies. */
  readonly onDependencies: () => void;
}

export function OverviewTab({ chart, place, plainHttp, isSemver, onFile, onDependencies }: OverviewTabProps) {
  const { address, repository } = place;
  const { metadata, summary, manifest } = chart;
  const { digest, kind } = summary;
  const isChart = kind === 'chart' || kind === 'legacy-chart';
  const createdMs = parseTime(summary.createdAt);
  return (
    <ChartOverview
      source={isChart ? { kind: 'registry', address, repository, digest } : null}
      host={address}
      metadata={metadata}
      notices={<ChartNotices chart={chart} tag={place.tag} isSemver={isSemver} />}
      facts={{
        created: createdMs === null ? undefined : formatMoment(createdMs),
        sizeBytes: summary.sizeBytes,
        manifest: formatSize(manifest.sizeBytes),
        provenance: summary.hasProvenance ? 'Attached, not verified' : 'None',
      }}
      side={
        <>
          <InstalledHere place={place} digest={digest} />
          <section>
            <CodeBox label="Digest" text={digest} copyLabel="Copy digest" />
            <CodeBox
              label="As helm command"
              text={helmPullCommand(place, { plainHttp })}
              copyLabel="Copy helm command"
            />
            <CodeBox
              label="Pinned to this digest"
              text={formatOciReference({ address, repository, digest })}
              copyLabel="Copy pinned reference"
            />
          </section>
        </>
      }
      onFile={onFile}
      onDependencies={onDependencies}
    />
  );
}
