/** What `helm template` makes of this version: its resources by kind, each to be read, searched, copied and saved. Asks no cluster. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Save } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import type { Digest } from '../../../shared/digest';
import type { CommandRequest } from '../../../shared/helm-command';
import type { Reference } from '../../../shared/reference';
import type { RenderedChart } from '../../../shared/rendered-chart';
import { helmQuery } from '../../clusters';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { ResourceBrowser } from '../../components/resource-browser/resource-browser';
import { useTellFailure } from '../../components/use-tell-failure';
import { useToast } from '../../components/toast';
import { Waiting } from '../../components/waiting';
import { SkeletonRows } from '../../components/skeleton-rows';
import { call } from '../../ipc';
import { draftFor, templateOptionsOf, type RenderDraft } from './render-draft';
import { RenderOptions } from './render-options';
import styles from './render-tab.module.css';
import type { Rendering } from './use-rendering';

export interface RenderTabProps {
  readonly place: Reference & { readonly digest: Digest };
  readonly chartName: string;
  readonly version: string;
  readonly rendering: Rendering;
}

export function RenderTab({ place, chartName, version, rendering }: RenderTabProps) {
  const { data: helm } = useQuery(helmQuery);
  const { rendered, error, isRunning } = rendering;
  const draft = rendering.draft ?? draftFor(chartName);
  const begin = useEffectEvent(() => {
    if (rendering.draft === null) rendering.run(place, draft);
  });
  const isReady = helm?.state === 'ready';
  useEffect(() => {
    if (isReady) begin();
  }, [isReady]);

  if (helm === undefined) return null;
  if (helm.state !== 'ready') {
    return (
      <div className={styles.problem}>
        <ErrorPanel error={helm.problem} actions={<SettingsLink />} />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <RenderOptions
        draft={draft}
        isUpToDate={error === null && (isRunning || rendering.madeOf === draft)}
        onChange={rendering.setDraft}
        onRender={(next) => rendering.run(place, next)}
        command={commandOf(place, draft)}
      />
      <p className={styles.note}>
        Approximate: Helm {helm.version} renders it without a cluster, so what templates look up there is missing.
        {rendered?.hidesSecrets === true && ' What Secrets hold is hidden; a saved file has it.'}
      </p>
      {error !== null && (
        <div className={styles.problem}>
          <ErrorPanel error={error} actions={<Button onClick={() => rendering.run(place, draft)}>Try again</Button>} />
        </div>
      )}
      {error === null && rendered !== null && (
        <Rendered key={rendered.id} rendered={rendered} fileName={`${chartName}-${version}.yaml`} />
      )}
      {error === null && rendered === null && isRunning && (
        <Waiting host="Helm" onCancel={rendering.cancel}>
          <SkeletonRows />
        </Waiting>
      )}
      {error === null && rendered === null && !isRunning && (
        <EmptyState
          title="Nothing rendered"
          actions={<Button onClick={() => rendering.run(place, draft)}>Render</Button>}
        >
          You stopped it.
        </EmptyState>
      )}
    </div>
  );
}

/** Null for a version without a tag: helm finds charts by their version. */
function commandOf({ address, repository, tag }: Reference, draft: RenderDraft): CommandRequest | null {
  if (tag === undefined) return null;
  const { name, namespace } = draft;
  const source = { address, repository, tag };
  return { kind: 'template', name, namespace, source, hasValues: false, options: templateOptionsOf(draft) };
}

function SettingsLink() {
  return (
    <Link to="/settings" className={styles.link}>
      Choose Helm in the settings
    </Link>
  );
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
