/** The left column, as wide as the user drags it: by pointer, or with the arrow keys on its edge. */
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { SIDEBAR_WIDTH } from '../../shared/setting-defaults';
import styles from './sidebar.module.css';

const KEY_STEP = 10;

export interface SidebarProps {
  /** px. */
  readonly width: number;
  /** Called for every step of a drag; `isDone` at its end. */
  readonly onResize: (width: number, isDone: boolean) => void;
  readonly children: ReactNode;
}

export function Sidebar({ width, onResize, children }: SidebarProps) {
  /** Where the pointer took the edge, while it drags. */
  const [grab, setGrab] = useState<{ readonly x: number; readonly width: number } | null>(null);

  function onPointerDown(event: PointerEvent): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    setGrab({ x: event.clientX, width });
  }

  function onPointerMove(event: PointerEvent): void {
    if (grab) onResize(clampWidth(grab.width + event.clientX - grab.x), false);
  }

  function onPointerUp(): void {
    if (!grab) return;
    setGrab(null);
    onResize(width, true);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -KEY_STEP : event.key === 'ArrowRight' ? KEY_STEP : 0;
    if (step !== 0) onResize(clampWidth(width + step), true);
  }

  return (
    <div data-region className={styles.sidebar}>
      <div className={styles.content}>{children}</div>
      <div
        role="slider"
        aria-label="Width of the sidebar"
        aria-orientation="horizontal"
        aria-valuemin={SIDEBAR_WIDTH.least}
        aria-valuemax={SIDEBAR_WIDTH.most}
        aria-valuenow={width}
        tabIndex={0}
        className={styles.handle}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={() => onResize(SIDEBAR_WIDTH.usual, true)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function clampWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, SIDEBAR_WIDTH.least), SIDEBAR_WIDTH.most));
}
