/** Passing news in the corner, read aloud politely. Never the only place of a result. */
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Notice, type NoticeTone } from './notice';
import { useOverlayContainer } from './overlay-host';
import styles from './toast.module.css';

/** Long enough to read twelve words twice; it waits while the pointer or the focus is on it. */
const SHOWN_MS = 6000;

export interface ToastContent {
  readonly text: string;
  readonly tone?: NoticeTone;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

interface ShownToast {
  readonly id: number;
  readonly content: ToastContent;
}

const ShowContext = createContext<(content: ToastContent) => void>(() => undefined);
const ShownContext = createContext<{ readonly shown: ShownToast | null; readonly hide: () => void }>({
  shown: null,
  hide: () => undefined,
});

/** Returns `show`. A new toast replaces the one before: they are short, and a pile of them hides the page. */
export function useToast(): (content: ToastContent) => void {
  return use(ShowContext);
}

/** Takes the news that is shown away when the component comes: a dialog's buttons may lie beneath, in a small window. */
export function useRoomWithoutToast(): void {
  const { hide } = use(ShownContext);
  useEffect(hide, [hide]);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<ShownToast | null>(null);
  const show = useCallback((content: ToastContent) => setShown((last) => ({ id: (last?.id ?? 0) + 1, content })), []);
  const hide = useCallback(() => setShown(null), []);
  const state = useMemo(() => ({ shown, hide }), [shown, hide]);
  return (
    <ShowContext value={show}>
      <ShownContext value={state}>{children}</ShownContext>
    </ShowContext>
  );
}

/** Draws the toasts in the lower end corner of the stage, over dialogs and above the Transfers dock. */
export function ToastRegion() {
  const container = useOverlayContainer();
  const { shown, hide } = use(ShownContext);
  if (container === null) return null;
  return createPortal(
    <output className={styles.region}>
      {shown && <Toast key={shown.id} content={shown.content} onGone={hide} />}
    </output>,
    container,
  );
}

function Toast({ content, onGone }: { readonly content: ToastContent; readonly onGone: () => void }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onGone]);

  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) };
  const focus = { onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={styles.toast} {...hold} {...focus}>
      <Notice
        tone={content.tone ?? 'success'}
        // The region around it is read out politely; a failure is read at once.
        {...(content.tone === 'danger' ? { announced: 'at-once' } : {})}
        action={content.action}
        onDismiss={onGone}
      >
        {content.text}
      </Notice>
    </div>
  );
}
