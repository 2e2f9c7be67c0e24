/** Passing news in the corner, read aloud politely. Never the only place of a result. */
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import { Notice, type NoticeTone } from './notice';
import styles from './toast.module.css';

/** Long enough to read twelve words twice; it waits while the pointer or the focus is on it. */
const SHOWN_MS = 6000;

export interface ToastContent {
  readonly text: string;
  readonly tone?: NoticeTone;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

const ToastContext = createContext<(content: ToastContent) => void>(() => undefined);

/** Returns `show`. A new toast replaces the one before: they are short, and a pile of them hides the page. */
export function useToast(): (content: ToastContent) => void {
  return use(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly id: number; readonly content: ToastContent } | null>(null);
  const show = useCallback((content: ToastContent) => setShown((last) => ({ id: (last?.id ?? 0) + 1, content })), []);
  return (
    <ToastContext value={show}>
      {children}
      <output className={styles.region}>
        {shown && <Toast key={shown.id} content={shown.content} onGone={() => setShown(null)} />}
      </output>
    </ToastContext>
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
      <Notice tone={content.tone ?? 'success'} action={content.action}>
        {content.text}
      </Notice>
    </div>
  );
}
