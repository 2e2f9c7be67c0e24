/** What Chart.yaml says, for reading, and the facts beside it. Everything in it was written by somebody else. */
import { formatOciReference, type Reference } from '../../../shared/reference';
import type { ChartDetail } from '../../../shared/registry';
import { CodeBox } from '../../components/code-box';
import columns from '../../components/overview-columns.module.css';
import { helmPullCommand } from '../../format/helm-command';
import { readChanges } from './chart-changes';
import { ChartFacts } from './chart-facts';
import { ChartNotices } from './chart-notices';
import { AnnotationsTable, CHANGES_ANNOTATION, DependenciesTable } from './chart-tables';
import { ChangeList, LinkList, MaintainerList } from './chart-words';
import { InstalledHere } from './installed-here';
import styles from './overview-tab.module.css';

export interface OverviewTabProps {
  readonly chart: ChartDetail;
  readonly place: Reference;
  readonly plainHttp: boolean;
}

export function OverviewTab({ chart, place, plainHttp }: OverviewTabProps) {
  const { address, repository } = place;
  const { digest } = chart.summary;
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        <div className={columns.main}>
          <ChartNotices chart={chart} />
          <ChartWords chart={chart} />
        </div>
        <aside aria-label="Facts" className={columns.side}>
          <section>
            <ChartFacts chart={chart} />
          </section>
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
        </aside>
      </div>
    </div>
  );
}

function ChartWords({ chart: { metadata } }: { readonly chart: ChartDetail }) {
  if (metadata === null) return null;
  const { description, maintainers = [], home, sources = [], dependencies = [], annotations = {}, version } = metadata;
  const changes = readChanges(annotations[CHANGES_ANNOTATION]);
  const hasLinks = home !== undefined || sources.length > 0;
  const hasAnnotations = Object.keys(annotations).length > 0;
  return (
    <div className={styles.words}>
      {description !== undefined && (
        <p className={styles.description}>
          <bdi>{description}</bdi>
        </p>
      )}
      {changes !== null && (
        <section>
          <h2>
            Changes in <bdi>{version}</bdi>
          </h2>
          <ChangeList changes={changes} />
        </section>
      )}
      {(maintainers.length > 0 || hasLinks) && (
        <div className={styles.columns}>
          {maintainers.length > 0 && (
            <section>
              <h2>Maintainers</h2>
              <MaintainerList maintainers={maintainers} />
            </section>
          )}
          {hasLinks && (
            <section>
              <h2>Links</h2>
              <LinkList home={home} sources={sources} />
            </section>
          )}
        </div>
      )}
      {dependencies.length > 0 && (
        <section>
          <h2>Dependencies</h2>
          <DependenciesTable dependencies={dependencies} />
        </section>
      )}
      {hasAnnotations && (
        <section>
          <h2>Annotations</h2>
          <AnnotationsTable annotations={annotations} changes={changes} />
        </section>
      )}
    </div>
  );
}
