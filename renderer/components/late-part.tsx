/**
 * A part of the window whose code is loaded when it is first shown, or beforehand by `prepare`. React's own `lazy` holds back
 * what comes within 300 ms of a fallback, so that pages don't flicker; here a part is seen as soon as it is loaded.
 * What can't be loaded is thrown where the part stands, for the error boundary around it.
 */
import { useLayoutEffect, useState, type FunctionComponent, type ReactNode } from 'react';

export interface LatePart<Props> {
  (props: Props): ReactNode;
  /** Loads its code. Resolves when showing it needs no wait any more; rejects when that failed. */
  readonly prepare: () => Promise<void>;
}

/** `load` is asked once, and again when it failed. `fallback` stands in its place meanwhile. */
export function latePart<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  fallback: ReactNode = null,
): LatePart<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  let loading: Promise<void> | null = null;

  async function loadNow(): Promise<void> {
    try {
      loaded = await load();
    } catch (error) {
      loading = null;
      throw error;
    }
  }

  function prepare(): Promise<void> {
    loading ??= loadNow();
    return loading;
  }

  function Late(props: Props): ReactNode {
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
    const [, setReady] = useState(loaded !== null);
    const Part = loaded;
    const isMissing = Part === null;
    useLayoutEffect(() => {
      if (!isMissing) return undefined;
      let isShown = true;
      prepare().then(
        () => isShown && setReady(true),
        (error: unknown) => isShown && setFailure({ error }),
      );
      return () => {
        isShown = false;
      };
    }, [isMissing]);
    if (failure !== null) throw failure.error;
    return Part === null ? fallback : <Part {...props} />;
  }

  return Object.assign(Late, { prepare });
}
