/** What `helm template` makes of a chart: its resources by kind, each to be read, searched, copied and saved. Asks no cluster. */
import { useQuery } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { CommandRequest } from '../../../shared/helm-command';
import type { RenderedChart } from '../../../shared/rendered-chart';
import { helmQuery } from '../../clusters';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { HelmProblem } from '../../components/helm-problem';
import page from '../../components/list-page.module.css';
import { ResourceBrowser } from '../../components/resource-browser/resource-browser';
import { useTellFailure } from '../../components/use-tell-failure';
import { useToast } from '../../components/toast';
import { Waiting } from '../../components/waiting';
import { SkeletonRows } from '../../components/skeleton-rows';
import { call } from '../../ipc';
import { useWholeOverrides } from '../../use-text-work';
import { draftFor, draftProblems, templateOptionsOf, type RenderDraft } from './render-draft';
import { RenderNotes } from './render-notes';
import { RenderOptions, type RenderView } from './render-options';
import styles from './render-tab.module.css';
import { RenderValues } from './render-values';
import type { Rendering } from './use-rendering';
import type { ArchiveSource } from '../../../shared/archive';

type TemplateSource = Extract<CommandRequest, { readonly kind: 'template' }>['source'];

export interface RenderTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  /** By what helm finds it; null where that is nothing. */
  readonly helmSource: TemplateSource | null;
  readonly chartName: string;
  readonly version: string;
  readonly rendering: Rendering;
}

export function RenderTab({ source, host, helmSource, chartName, version, rendering }: RenderTabProps) {
  const { data: helm } = useQuery(helmQuery);
  const { rendered, error, isRunning } = rendering;
  const [view, setView] = useState<RenderView>('manifests');
  const draft = rendering.draft ?? draftFor(chartName);
  const begin = useEffectEvent(() => {
    if (rendering.draft === null) rendering.run(source, draft);
  });
  const problems = draftProblems(draft, useWholeOverrides(draft.valuesFiles, draft.values));
  const isReady = helm?.state === 'ready';
  useEffect(() => {
    if (isReady) begin();
  }, [isReady]);

  if (helm === undefined) return null;
  if (helm.state !== 'ready') {
    return <HelmProblem problem={helm.problem} />;
  }
  return (
    <div className={page.page}>
      <RenderOptions
        draft={draft}
        problems={problems}
        isUpToDate={error === null && (isRunning || rendering.madeOf === draft)}
        onChange={rendering.setDraft}
        onRender={(next) => {
          if (view === 'values') setView('manifests');
          rendering.run(source, next);
        }}
        view={view}
        onView={setView}
        command={helmSource === null ? null : commandOf(helmSource, draft)}
      />
      <p className={styles.note}>
        Approximate: Helm {helm.version} renders it without a cluster, so what templates look up there is missing.
        {rendered?.hidesSecrets === true && ' What Secrets hold is hidden; a saved file has it.'}
        {problems.values !== undefined && view !== 'values' && (
          <strong className={styles.wrongValues}> {problems.values} Open Values.</strong>
        )}
      </p>
      {view === 'values' && (
        <RenderValues
          source={source}
          host={host}
          chartName={chartName}
          draft={draft}
          onChange={(part) => rendering.change((now) => ({ ...(now ?? draft), ...part }))}
        />
      )}
      {view === 'notes' && rendering.madeOf !== null && (
        <RenderNotes
          key={rendering.rendered?.id}
          source={source}
          draft={rendering.madeOf}
          onCancel={() => setView('manifests')}
        />
      )}
      {(view === 'manifests' || (view === 'notes' && rendering.madeOf === null)) && (
        <Outcome
          rendering={rendering}
          fileName={`${chartName}-${version}.yaml`}
          onRun={() => rendering.run(source, draft)}
        />
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly rendering: Rendering;
  readonly fileName: string;
  readonly onRun: () => void;
}

function Outcome({ rendering, fileName, onRun }: OutcomeProps) {
  const { rendered, error, isRunning } = rendering;
  if (error !== null) {
    return (
      <div className={styles.problem}>
        <ErrorPanel error={error} actions={<Button onClick={onRun}>Try again</Button>} />
      </div>
    );
  }
  if (rendered !== null) return <Rendered key={rendered.id} rendered={rendered} fileName={fileName} />;
  return isRunning ? (
    <Waiting host="Helm" onCancel={rendering.cancel}>
      <SkeletonRows />
    </Waiting>
  ) : (
    <EmptyState title="Nothing rendered" actions={<Button onClick={onRun}>Render</Button>}>
      You stopped it.
    </EmptyState>
  );
}

function commandOf(source: TemplateSource, draft: RenderDraft): CommandRequest {
  const { name, namespace } = draft;
  return {
    kind: 'template',
    name,
    namespace,
    source,
    hasValues: draft.valuesFiles.below.length > 0 || draft.values.trim() !== '',
    options: templateOptionsOf(draft),
  };
}

function Rendered({ rendered, fileName }: { readonly rendered: RenderedChart; readonly fileName: string }) {
  const { manifest } = rendered;
  const resources = useMemo(
    () => rendered.resources.map(({ start, end, ...rest }) => ({ ...rest, text: manifest.slice(start, end) })),
    [rendered, manifest],
  );
  if (resources.length === 0) {
    return <EmptyState title="No resources">With these values the chart makes none.</EmptyState>;
  }
  return (
    <ResourceBrowser
      resources={resources}
      whole={manifest}
      actions={<SaveButton id={rendered.id} fileName={fileName} />}
    />
  );
}

function SaveButton({ id, fileName }: { readonly id: RenderedChart['id']; readonly fileName: string }) {
  const tellFailure = useTellFailure();
  const showToast = useToast();
  async function save(): Promise<void> {
    try {
      const { isSaved } = await call('charts.saveRendering', { id, fileName });
      if (isSaved) showToast({ tone: 'success', text: 'All manifests are saved.' });
    } catch (error) {
      tellFailure(error);
    }
  }
  return (
    <Button icon={Save} variant="ghost" aria-haspopup="dialog" onClick={() => void save()}>
      Save all…
    </Button>
  );
}
