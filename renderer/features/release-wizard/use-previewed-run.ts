/** Previews what a wizard asks for, and runs exactly that: what is not what was previewed can't be run. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Operation, OperationId } from '../../../shared/operation';
import { previewKey } from '../../../shared/preview-key';
import type { InstallRequest, PreviewId, PreviewWarning, UpgradeRequest } from '../../../shared/release-preview';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { useOperation } from '../../operations';

/** The part of a wizard's draft that is made of what was typed. */
export interface RunDraft<Preview> {
  readonly previewed: {
    /** Of what was previewed, see `previewKey`. */
    readonly key: string;
    readonly preview: Preview;
    /** ms since 1970. */
    readonly madeAt: number;
  } | null;
  readonly operationId: OperationId | null;
}

export interface RunStart<Request> {
  readonly previewId: PreviewId;
  readonly request: Request;
  readonly confirmedContext: string | null;
}

export interface PreviewedRunOptions<Request, Preview> {
  /** Null while it is not known what to ask for. */
  readonly request: Request | null;
  /** It will be known in a moment: a preview that is wanted waits for it. */
  readonly isReading: boolean;
  readonly draft: RunDraft<Preview>;
  readonly change: (next: Partial<RunDraft<Preview>>) => void;
  readonly protectedContexts: readonly string[];
  readonly askPreview: (request: Request, asking: { readonly signal: AbortSignal }) => Promise<Preview>;
  readonly askStart: (start: RunStart<Request>) => Promise<Operation>;
}

interface Made {
  readonly id: PreviewId;
  readonly warnings: readonly PreviewWarning[];
}

export function usePreviewedRun<Request extends InstallRequest | UpgradeRequest, Preview extends Made>({
  request,
  isReading,
  draft: { previewed, operationId },
  change,
  protectedContexts,
  askPreview,
  askStart,
}: PreviewedRunOptions<Request, Preview>) {
  const operation = useOperation(operationId);
  const [typedContext, setTypedContext] = useState('');
  const tellFailure = useTellFailure();
  const asked = useRef<AbortController>(null);

  const previewing = useMutation({
    mutationFn: (wanted: Request) => {
      asked.current?.abort();
      asked.current = new AbortController();
      return askPreview(wanted, { signal: asked.current.signal });
    },
    onSuccess: (preview, wanted) => change({ previewed: { key: previewKey(wanted), preview, madeAt: Date.now() } }),
  });
  const starting = useMutation({
    mutationFn: askStart,
    onSuccess: ({ id }: Operation) => change({ operationId: id }),
  });

  const context = request?.place.context ?? null;
  const isProtected = context !== null && protectedContexts.includes(context);
  const [isWanted, setWanted] = useState(false);
  const previewWanted = useEffectEvent(() => {
    setWanted(false);
    if (request !== null) previewing.mutate(request);
  });
  useEffect(() => {
    if (!isWanted || isReading) return undefined;
    const timer = setTimeout(previewWanted);
    return () => clearTimeout(timer);
  }, [isWanted, isReading]);

  const isCurrent = request !== null && previewed !== null && previewed.key === previewKey(request);
  const fresh = isCurrent ? previewed : null;
  const isBlocked = fresh?.preview.warnings.some(({ severity }) => severity === 'blocking') === true;
  const isRunning = operation?.state.name === 'running';
  const hasEnded = operation !== undefined && !isRunning;

  return {
    operation,
    isRunning,
    hasEnded,
    /** Of exactly what is asked for now. */
    fresh: fresh?.preview ?? null,
    /** ms since 1970; null where there is none. */
    freshSince: fresh?.madeAt ?? null,
    /** There was one, of something else. */
    isStale: previewed !== null && !isCurrent,
    isBlocked,
    isPreviewing: previewing.isPending || isWanted,
    previewError: fresh === null ? previewing.error : null,
    startError: starting.error,
    canStart: fresh !== null && !isBlocked && (!isProtected || typedContext === context) && !starting.isPending,
    /** Null where the context isn't protected. */
    confirmation: isProtected ? { context, typed: typedContext, onTyped: setTypedContext } : null,
    preview(): void {
      if (isReading) setWanted(true);
      else if (request !== null) previewing.mutate(request);
    },
    cancelPreview(): void {
      setWanted(false);
      asked.current?.abort();
    },
    start(): void {
      if (fresh === null || request === null) return;
      const confirmedContext = isProtected ? typedContext : null;
      starting.mutate({ previewId: fresh.preview.id, request, confirmedContext });
    },
    cancel(): void {
      if (operation !== undefined) call('operations.cancel', { id: operation.id }).catch(tellFailure);
    },
    /** A run that is over is left behind: the next one has a preview of its own. */
    putBehind(): void {
      starting.reset();
      if (hasEnded) change({ operationId: null, previewed: null });
    },
  } as const;
}
