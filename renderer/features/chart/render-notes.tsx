/** The notes that the chart would give with these values. Not in the query cache, which must hold no value that a user typed. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { Button } from '../../components/button';
import { ChartNotes } from '../../components/chart-notes';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { call, failureOf } from '../../ipc';
import { requestOf, type RenderDraft } from './render-draft';
import { overridesOf } from './use-rendering';
import styles from './render-tab.module.css';
import type { ArchiveSource } from '../../../shared/archive';

export interface RenderNotesProps {
  readonly source: ArchiveSource;
  /** Without problems. Another one wants the component anew. */
  readonly draft: RenderDraft;
  /** Back to the manifests. */
  readonly onCancel: () => void;
}

type State =
  | { readonly state: 'asked' }
  | { readonly state: 'made'; readonly notes: string | null }
  | { readonly state: 'failed'; readonly error: AppError };

export function RenderNotes({ source, draft, onCancel }: RenderNotesProps) {
  const [outcome, setOutcome] = useState<State>({ state: 'asked' });
  const asked = useRef<AbortController>(null);
  const begin = useEffectEvent(ask);
  useEffect(() => {
    begin();
    return () => asked.current?.abort();
  }, []);

  function ask(): void {
    const controller = new AbortController();
    asked.current = controller;
    const made = overridesOf(draft).then((values) =>
      call('charts.renderNotes', requestOf(source, draft, values ?? ''), { signal: controller.signal }),
    );
    made.then(
      ({ notes }) => setOutcome({ state: 'made', notes }),
      (failure: unknown) => {
        const error = failureOf(failure);
        if (error !== null) setOutcome({ state: 'failed', error });
      },
    );
  }

  switch (outcome.state) {
    case 'asked':
      return (
        <Waiting host="Helm" onCancel={onCancel}>
          <SkeletonRows />
        </Waiting>
      );
    case 'failed':
      return (
        <div className={styles.problem}>
          <ErrorPanel
            error={outcome.error}
            actions={
              <Button
                onClick={() => {
                  setOutcome({ state: 'asked' });
                  ask();
                }}
              >
                Try again
              </Button>
            }
          />
        </div>
      );
    case 'made':
      if (outcome.notes === null) {
        return (
          <EmptyState title="Helm 3 makes no notes here">
            It makes them only beside a cluster: you see them in the preview of an install. Helm 4 makes them here, too.
          </EmptyState>
        );
      }
      return outcome.notes.trim() === '' ? (
        <EmptyState title="No notes">This chart gives none.</EmptyState>
      ) : (
        <div className={styles.problem}>
          <ChartNotes notes={outcome.notes} />
        </div>
      );
    default:
      return outcome satisfies never;
  }
}
