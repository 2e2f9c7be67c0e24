/**
 * The part of the window that dialogs and their scrim may cover: all but the title bar, whose buttons are the system's,
 * the Transfers dock, so that running transfers stay in reach, and the status bar.
 */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import styles from './overlay-host.module.css';

interface OverlayHost {
  readonly container: HTMLElement | null;
  readonly setBlocked: (isBlocked: boolean) => void;
}

const OverlayContext = createContext<OverlayHost>({ container: null, setBlocked: () => undefined });

export function OverlayHost({ children }: { readonly children: ReactNode }) {
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  const host = useMemo(() => ({ container, setBlocked }), [container]);
  return (
    <OverlayContext value={host}>
      <div className={styles.stage}>
        <div inert={isBlocked} className={styles.content}>
          {children}
        </div>
        <div ref={setContainer} className={styles.overlays} />
      </div>
    </OverlayContext>
  );
}

/** Where overlays go. */
export function useOverlayContainer(): HTMLElement | null {
  return use(OverlayContext).container;
}

/** Takes what lies under the scrim out of reach while the component is mounted. */
export function useBlockedContent(isBlocked: boolean): void {
  const { setBlocked } = use(OverlayContext);
  useEffect(() => {
    if (!isBlocked) return undefined;
    setBlocked(true);
    return () => setBlocked(false);
  }, [isBlocked, setBlocked]);
}
