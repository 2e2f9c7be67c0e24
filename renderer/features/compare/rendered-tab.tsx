/** What `helm template` makes of both charts with their default values, compared. It is asked for by a click, and needs helm. */
import { useQuery } from '@tanstack/react-query';
import { suggestReleaseName } from '../../../shared/release-name';
import type { RenderedDifference } from '../../../shared/rendered-chart';
import { helmQuery } from '../../clusters';
import { renderedDifferenceQuery } from '../../comparison';
import { Button } from '../../components/button';
import { ManifestDiff } from '../../components/diff/manifest-diff';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { HelmProblem } from '../../components/helm-problem';
import { LoadState } from '../../components/load-state';
import styles from './compare.module.css';
import type { ComparedSources } from './file-diff';

export interface RenderedTabProps {
  readonly sources: ComparedSources;
  /** Of the newer chart: the release is named after it on both sides, so that the same resources have the same names. */
  readonly chartName: string;
  /** Kept above the tabs. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
}

export function RenderedTab({ sources, chartName, isAsked, onAsk }: RenderedTabProps) {
  const { data: helm } = useQuery(helmQuery);
  const name = suggestReleaseName(chartName, new Set());
  const query = renderedDifferenceQuery(sources.from, sources.to, name);
  const isReady = helm?.state === 'ready';
  const asked = useQuery({ ...query, enabled: isAsked && isReady });
  const difference = asked.data;
  if (helm === undefined) return null;
  if (helm.state !== 'ready') return <HelmProblem problem={helm.problem} />;
  if (!isAsked && difference === undefined) {
    return (
      <EmptyState title="Rendered manifests" actions={<Button onClick={onAsk}>Render both</Button>}>
        Helm {helm.version} renders both with their default values, one after the other.
      </EmptyState>
    );
  }
  return (
    <div className={styles.tab}>
      <p className={styles.about}>
        Approximate: Helm {helm.version} renders both with their default values as the release <bdi>{name}</bdi>,
        without a cluster, so what templates look up there is missing.
      </p>
      {difference === undefined ? (
        <LoadState host="Helm" query={asked} queryKey={query.queryKey} />
      ) : difference.kind === 'compared' ? (
        <ManifestDiff
          label="Rendered manifests"
          resources={difference.resources}
          nothing="With their default values both make the same."
        />
      ) : (
        <Failures failures={difference.failures} onRetry={() => void asked.refetch()} />
      )}
    </div>
  );
}

interface FailuresProps {
  readonly failures: Extract<RenderedDifference, { readonly kind: 'not-rendered' }>['failures'];
  readonly onRetry: () => void;
}

const SIDE_LABELS = { from: 'Before', to: 'Now' } as const;

function Failures({ failures, onRetry }: FailuresProps) {
  return (
    <div className={styles.failures}>
      <p className={styles.about}>
        A chart that asks for values can’t be rendered with its own. Give it some in the tab Render of its page.
      </p>
      {failures.map(({ side, error }) => (
        <section key={side}>
          <h2 className={styles.sideTitle}>{SIDE_LABELS[side]}</h2>
          <ErrorPanel error={error} headingLevel={3} actions={<Button onClick={onRetry}>Try again</Button>} />
        </section>
      ))}
    </div>
  );
}
