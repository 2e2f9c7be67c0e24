/** What Chart.yaml says, for reading. Everything in it was written by somebody else. */
import { GitBranch, Globe, UserRound } from 'lucide-react';
import type { ChartMetadata } from '../../../shared/chart';
import { formatOciReference } from '../../../shared/reference';
import type { ChartDetail } from '../../../shared/registry';
import { Badge } from '../../components/badge';
import { CodeBox } from '../../components/code-box';
import { Facts } from '../../components/facts';
import { Icon } from '../../components/icon';
import { Notice } from '../../components/notice';
import { helmPullCommand } from '../../format/helm-command';
import { formatSize } from '../../../shared/format-size';
import { formatMoment, parseTime } from '../../format/time';
import { readChanges } from './chart-changes';
import styles from './chart.module.css';
import { ExternalLink } from './external-link';
import { blobWords } from './media-type-words';
import type { ChartPlace } from './queries';

const CHANGES_ANNOTATION = 'artifacthub.io/changes';

export interface OverviewTabProps {
  readonly chart: ChartDetail;
  readonly place: ChartPlace;
  readonly plainHttp: boolean;
}

export function OverviewTab({ chart, place, plainHttp }: OverviewTabProps) {
  const { metadata, summary } = chart;
  return (
    <div className={styles.frame}>
      <div className={styles.overview}>
        <div className={styles.main}>
          <Notices chart={chart} />
          {metadata !== null && <ChartWords metadata={metadata} />}
        </div>
        <aside aria-label="Facts" className={styles.side}>
          <section>
            <ChartFacts chart={chart} />
          </section>
          <section>
            <CodeBox label="Digest" text={summary.digest} copyLabel="Copy digest" />
            <CodeBox
              label="As helm command"
              text={helmPullCommand(place, { plainHttp })}
              copyLabel="Copy helm command"
            />
            <CodeBox
              label="Pinned to this digest"
              text={`${formatOciReference({ address: place.address, repository: place.repository })}@${summary.digest}`}
              copyLabel="Copy pinned reference"
            />
          </section>
        </aside>
      </div>
    </div>
  );
}

function Notices({ chart: { metadata, summary, manifest } }: { readonly chart: ChartDetail }) {
  return (
    <div className={styles.notices}>
      {metadata?.deprecated === true && (
        <Notice tone="warning">This chart is deprecated: its authors advise against using it.</Notice>
      )}
      {metadata?.type === 'library' && (
        <Notice tone="info">A library chart: other charts use it, it can't be installed by itself.</Notice>
      )}
      {summary.kind === 'legacy-chart' && (
        <Notice tone="info">
          Pushed by Helm before 3.7, with an old media type for the archive. Helm still pulls it.
        </Notice>
      )}
      {summary.kind === 'index' && (
        <Notice tone="info">
          An index: it points at {manifest.manifests.length} other manifests. The Manifest tab lists and opens them.
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
        <Notice tone="warning">The config of this chart can't be read. The Manifest tab shows what it holds.</Notice>
      )}
    </div>
  );
}

function ChartWords({ metadata }: { readonly metadata: ChartMetadata }) {
  const { description, maintainers = [], home, sources = [], dependencies = [], annotations = {}, version } = metadata;
  const changes = readChanges(annotations[CHANGES_ANNOTATION]);
  const links = [...(home === undefined ? [] : [home]), ...sources];
  const notes = Object.entries(annotations);
  return (
    <div className={styles.section}>
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
          <ul className={styles.lines}>
            {changes.map(({ kind, description: text }) => (
              <li key={`${kind} ${text}`} className={styles.change}>
                {kind === null ? <span /> : <Badge className={styles.changeKind}>{kind}</Badge>}
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.columns}>
        {maintainers.length > 0 && (
          <section>
            <h2>Maintainers</h2>
            <ul className={styles.lines}>
              {maintainers.map(({ name, email, url }) => (
                <li key={`${name} ${email} ${url}`} className={styles.line}>
                  <Icon icon={UserRound} className={styles.icon} />
                  {url === undefined || name === undefined ? (
                    <bdi>{name ?? url ?? 'No name'}</bdi>
                  ) : (
                    <ExternalLink url={url} text={name} />
                  )}
                  <bdi className={styles.quiet}>{email ?? 'No e-mail'}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
        {links.length > 0 && (
          <section>
            <h2>Links</h2>
            <ul className={styles.lines}>
              {[...new Set(links)].map((url) => (
                <li key={url} className={`${styles.line} ${styles.linkLine}`}>
                  <Icon icon={url === home ? Globe : GitBranch} className={styles.icon} />
                  <ExternalLink url={url} text={url.replace(/^https:\/\//, '').replace(/\/$/, '')} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {dependencies.length > 0 && (
        <section>
          <h2>Dependencies</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Version</th>
                <th scope="col">Repository</th>
                <th scope="col">Condition</th>
              </tr>
            </thead>
            <tbody>
              {dependencies.map(({ name, alias, version: range, repository, condition }) => (
                <tr key={`${name} ${alias}`}>
                  <th scope="row">
                    <bdi>{alias === undefined ? name : `${alias} (${name})`}</bdi>
                  </th>
                  <td>
                    <bdi>{range ?? ''}</bdi>
                  </td>
                  <td>
                    <bdi>{repository ?? ''}</bdi>
                  </td>
                  <td className={styles.mono}>
                    <bdi>{condition ?? ''}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {notes.length > 0 && (
        <section>
          <h2>Annotations</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Key</th>
                <th scope="col">Value</th>
              </tr>
            </thead>
            <tbody>
              {notes.map(([key, value]) => (
                <tr key={key}>
                  <th scope="row" className={styles.mono}>
                    <bdi>{key}</bdi>
                  </th>
                  <td className={styles.mono}>
                    {key === CHANGES_ANNOTATION && changes !== null ? (
                      `${changes.length} ${changes.length === 1 ? 'entry' : 'entries'}, shown above`
                    ) : (
                      <bdi>{value}</bdi>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function ChartFacts({ chart: { metadata, summary, manifest } }: { readonly chart: ChartDetail }) {
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
        ['Dependencies', metadata === null ? undefined : String(metadata.dependencies?.length ?? 'None')],
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
