/** Keeps the rows in sight of a scrolling element up to date. The arithmetic is in virtual-window.ts. */
import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { rowsInSight, scrollTopFor, type RowRange, type ScrollPlace } from './virtual-window';

/** px, of a list that has not been measured yet: about one window full. */
const FIRST_HEIGHT = 640;

export interface VirtualRows {
  readonly range: RowRange;
  /** Brings a row into sight at once: nothing moves slowly in tables. */
  readonly reveal: (index: number) => void;
}

export interface VirtualRowsOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly rowHeight: number;
  /** The row to begin with, somewhat below the top; none: the first. */
  readonly firstIndex: number | null;
}

export function useVirtualRows({ scroller, rowCount, rowHeight, firstIndex }: VirtualRowsOptions): VirtualRows {
  const [place, setPlace] = useState({ scrollTop: 0, viewportHeight: FIRST_HEIGHT });
  // Only where the list begins: later the user decides what is in sight.
  const [initialIndex] = useState(firstIndex);
  const range = rowsInSight({ ...place, rowHeight, rowCount });

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    setPlace({ scrollTop, viewportHeight: clientHeight });
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    // Without flushSync the rows would come a frame after the scroll, and a gap would flash.
    const onScroll = (): void => flushSync(measure);
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller, measure]);

  useLayoutEffect(() => {
    if (initialIndex === null || !scroller.current) return;
    scroller.current.scrollTop = Math.max(initialIndex * rowHeight - scroller.current.clientHeight / 3, 0);
    measure();
  }, [initialIndex, rowHeight, scroller, measure]);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const seen: ScrollPlace = {
        scrollTop: element.scrollTop,
        viewportHeight: element.clientHeight,
        rowHeight,
        rowCount,
      };
      const scrollTop = scrollTopFor(index, seen);
      if (scrollTop !== null) element.scrollTop = scrollTop;
      measure();
    },
    [scroller, rowHeight, rowCount, measure],
  );

  return { range, reveal };
}
