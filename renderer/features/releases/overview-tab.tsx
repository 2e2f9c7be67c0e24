/** What a release is now: what its status means, the chart's notes, the facts beside them. The notes were written by somebody else. */
import type { OpenRelease, ReleasePlace } from '../../../shared/release';
import { classNames } from '../../components/class-names';
import { CodeBox } from '../../components/code-box';
import { Facts } from '../../components/facts';
import { LiveResources } from '../../components/live-resources/live-resources';
import { Notice, type NoticeTone } from '../../components/notice';
import columns from '../../components/overview-columns.module.css';
import { useNow } from '../../components/use-now';
import { helmStatusCommand } from '../../format/helm-command';
import { releaseStatusWords, releaseTone } from '../../format/release-status';
import { formatMoment } from '../../format/time';
import { LostChanges } from './lost-changes';
import styles from './release-page.module.css';
import { ReleaseSource } from './release-source';
import { statusSentence } from './status-sentence';

/** Helm's own marks on its Secrets say what stands here already. */
const OWN_LABELS: ReadonlySet<string> = new Set(['createdAt', 'modifiedAt', 'name', 'owner', 'status', 'version']);

export interface OverviewTabProps {
  readonly release: OpenRelease;
  readonly place: ReleasePlace;
}

export function OverviewTab({ release: { details, metadata }, place }: OverviewTabProps) {
  const labels = Object.entries(metadata.labels ?? {}).filter(([name]) => !OWN_LABELS.has(name));
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        {/* It scrolls, and may hold nothing that takes the focus: keys must reach it. */}
        <div className={classNames(columns.main, styles.main)} role="group" aria-label="State and notes" tabIndex={0}>
          <LostChanges place={place} />
          <StatusNotice release={{ details, metadata }} />
          {details.status !== 'uninstalled' && (
            <section aria-label="Resources" className={styles.resources}>
              <h2>Resources</h2>
              <LiveResources place={place} revision={null} isFollowed={false} />
            </section>
          )}
          <section>
            <h2>Notes</h2>
            {details.notes === '' ? (
              <p className={styles.quiet}>The chart has none.</p>
            ) : (
              <pre className={styles.notes}>
                <bdi>{details.notes.trimEnd()}</bdi>
              </pre>
            )}
          </section>
          {labels.length > 0 && (
            <section>
              <h2>Labels</h2>
              <dl className={styles.labels}>
                {labels.map(([name, value]) => (
                  <div key={name} style={{ display: 'contents' }}>
                    <dt>
                      <bdi>{name}</bdi>
                    </dt>
                    <dd>
                      <bdi>{value}</bdi>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
        <aside aria-label="Facts" className={columns.side}>
          <section>
            <Facts
              facts={[
                ['Status', releaseStatusWords(details.status)],
                ['Revision', String(details.revision)],
                ['Chart', `${metadata.chart.name} ${metadata.chart.version}`],
                ['App version', metadata.appVersion],
                ['Context', place.context],
                ['Namespace', place.namespace],
                ['First deployed', moment(details.firstDeployedAt)],
                ['Last deployed', moment(details.lastDeployedAt)],
                ['Uninstalled', moment(details.deletedAt)],
                ['Applied by', applyWords(metadata.applyMethod)],
              ]}
            />
          </section>
          <ReleaseSource place={place} release={{ details, metadata }} />
          <section>
            <CodeBox label="As helm command" text={helmStatusCommand(place)} copyLabel="Copy helm command" />
          </section>
        </aside>
      </div>
    </div>
  );
}

const TONES: Partial<Record<ReturnType<typeof releaseTone>, NoticeTone>> = {
  bad: 'danger',
  pending: 'warning',
  gone: 'info',
  unknown: 'warning',
};

/** What helm said of the last revision; a deployed one needs no notice. */
function StatusNotice({ release: { details, metadata } }: { readonly release: OpenRelease }) {
  const now = useNow();
  const tone = TONES[releaseTone(details.status)];
  if (tone === undefined) return null;
  const { title, text } = statusSentence({ ...details, chart: metadata.chart, updatedAt: details.lastDeployedAt }, now);
  return (
    <Notice tone={tone}>
      <strong>{title}.</strong> {text}
      {details.description !== '' && (
        <>
          <br />
          <span className={styles.quiet}>Helm says: </span>
          <bdi>{details.description}</bdi>
        </>
      )}
    </Notice>
  );
}

function moment(timeMs: number | null): string | undefined {
  return timeMs === null ? undefined : formatMoment(timeMs);
}

function applyWords(method: OpenRelease['metadata']['applyMethod']): string | undefined {
  if (method === null) return undefined;
  return method === 'server-side' ? 'the cluster (server-side apply)' : 'Helm (client-side apply)';
}
