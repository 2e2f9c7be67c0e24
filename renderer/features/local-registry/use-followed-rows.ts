/** The rows of the log: they stay at their end while it grows, until the user scrolls up or selects something in them. */
import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useVirtualRows, type VirtualRows } from '../../components/use-virtual-rows';
import { indexFrom, isAtEnd, type Numbered } from './log-place';

export interface FollowedRows extends VirtualRows<HTMLElement> {
  readonly isFollowing: boolean;
  readonly follow: () => void;
}

export function useFollowedRows(lines: readonly Numbered[], rowHeight: number): FollowedRows {
  const rows = useVirtualRows<HTMLElement>({ rowCount: lines.length, rowHeight, firstIndex: lines.length - 1 });
  const { scroller, reveal, scrollTo } = rows;
  const [isFollowing, setFollowing] = useState(true);
  /** The line at the top of a paused view: there it stays, whatever goes before it. */
  const top = useRef<{ readonly number: number; readonly offset: number } | null>(null);

  function rememberTop(element: HTMLElement): void {
    const line = lines[Math.floor(element.scrollTop / rowHeight)];
    top.current = line === undefined ? null : { number: line.number, offset: element.scrollTop % rowHeight };
  }

  const settle = useEffectEvent((now: readonly Numbered[], staysAtEnd: boolean) => {
    if (staysAtEnd) reveal(now.length - 1);
    else if (top.current !== null) scrollTo(indexFrom(now, top.current.number) * rowHeight + top.current.offset);
  });
  useLayoutEffect(() => settle(lines, isFollowing), [lines, isFollowing]);

  // Its own scrolling leads to the end: only the user's leads elsewhere.
  const onScroll = useEffectEvent((element: HTMLElement) => {
    rememberTop(element);
    setFollowing(isAtEnd(element));
  });
  const onSelection = useEffectEvent((element: HTMLElement) => {
    if (!isFollowing || !hasSelection(element)) return;
    rememberTop(element);
    setFollowing(false);
  });
  const onResize = useEffectEvent(() => {
    if (isFollowing) reveal(lines.length - 1);
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScrolled = (): void => onScroll(element);
    element.addEventListener('scroll', onScrolled, { passive: true });
    const onSelected = (): void => onSelection(element);
    document.addEventListener('selectionchange', onSelected);
    const observer = new ResizeObserver(() => onResize());
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScrolled);
      document.removeEventListener('selectionchange', onSelected);
      observer.disconnect();
    };
  }, [scroller]);

  function follow(): void {
    document.getSelection()?.removeAllRanges();
    setFollowing(true);
  }

  return { ...rows, isFollowing, follow };
}

function hasSelection(element: HTMLElement): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode);
}
