/**
 * The rendering of one version of a chart. Kept above the tabs, so that another tab loses nothing of it; not in the query cache, which
 * must hold no value that a user typed.
 */
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import type { RenderedChart } from '../../../shared/rendered-chart';
import { call, failureOf } from '../../ipc';
import { later } from '../../values/text-later';
import { draftProblems, requestOf, usableOverrides, type RenderDraft } from './render-draft';
import type { ArchiveSource } from '../../../shared/archive';

export interface Rendering {
  readonly draft: RenderDraft | null;
  readonly setDraft: (draft: RenderDraft) => void;
  /** Of the newest draft: for what changes several times before it is drawn again. */
  readonly change: (next: (now: RenderDraft | null) => RenderDraft) => void;
  /** The last one that went well; it stays while the next one runs. */
  readonly rendered: RenderedChart | null;
  /** What `rendered` was made of. */
  readonly madeOf: RenderDraft | null;
  readonly error: AppError | null;
  readonly isRunning: boolean;
  /** Nothing happens where the draft has problems. */
  readonly run: (source: ArchiveSource, draft: RenderDraft) => void;
  readonly cancel: () => void;
}

export function useRendering(): Rendering {
  const [draft, setDraft] = useState<RenderDraft | null>(null);
  const [done, setDone] = useState<{ readonly rendered: RenderedChart; readonly madeOf: RenderDraft } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function render(source: ArchiveSource, madeOf: RenderDraft): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    setError(null);
    try {
      const values = await overridesOf(madeOf);
      // The editor says what is wrong with them.
      if (values === null || controller.signal.aborted) return;
      const rendered = await call('charts.render', requestOf(source, madeOf, values), { signal: controller.signal });
      if (running.current === controller) setDone({ rendered, madeOf });
    } catch (failure) {
      if (running.current === controller) setError(failureOf(failure));
    } finally {
      if (running.current === controller) setRunning(false);
    }
  }

  return {
    draft,
    setDraft,
    change: setDraft,
    rendered: done?.rendered ?? null,
    madeOf: done?.madeOf ?? null,
    error,
    isRunning,
    run(source, next) {
      setDraft(next);
      if (Object.keys(draftProblems(next, null)).length === 0) void render(source, next);
    },
    cancel: () => running.current?.abort(),
  };
}

/** What helm is given: of a long text that is a moment's work. Null where it can't be used. */
export async function overridesOf({ values, valuesFiles }: RenderDraft): Promise<string | null> {
  const below = valuesFiles.below.map(({ text }) => text);
  return usableOverrides(await later('readWholeOverrides', below, values));
}
