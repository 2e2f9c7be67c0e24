/** Keeps the rows in sight of a scrolling element up to date. The arithmetic is in virtual-window.ts. */
import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { rowsInSight, scrollTopFor, type RowRange } from './virtual-window';
import { watchScroll } from './watch-scroll';

/** px, of a list that has not been measured yet: about one window full. */
const FIRST_HEIGHT = 640;

export interface VirtualRows<Scroller extends HTMLElement> {
  /** Belongs on the element that scrolls. */
  readonly scroller: RefObject<Scroller | null>;
  readonly range: RowRange;
  /** Not all rows fit: there is a scrollbar. */
  readonly scrolls: boolean;
  /** Brings a row into sight at once: nothing moves slowly in tables. */
  readonly reveal: (index: number) => void;
  /** Scrolls there at once, in px; null only measures anew. */
  readonly scrollTo: (scrollTop: number | null) => void;
}

export interface VirtualRowsOptions {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** The row to begin with, somewhat below the top; null: the first. */
  readonly firstIndex: number | null;
}

export function useVirtualRows<Scroller extends HTMLElement>({
  rowCount,
  rowHeight,
  firstIndex,
}: VirtualRowsOptions): VirtualRows<Scroller> {
  const scroller = useRef<Scroller>(null);
  const [place, setPlace] = useState({ scrollTop: 0, viewportHeight: FIRST_HEIGHT });
  const range = rowsInSight({ ...place, rowHeight, rowCount });

  function scrollTo(scrollTop: number | null): void {
    const element = scroller.current;
    if (!element) return;
    if (scrollTop !== null) element.scrollTop = scrollTop;
    setPlace({ scrollTop: element.scrollTop, viewportHeight: element.clientHeight });
  }

  function reveal(index: number): void {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    scrollTo(scrollTopFor(index, { scrollTop, viewportHeight: clientHeight, rowHeight, rowCount }));
  }

  const measure = useEffectEvent(() => scrollTo(null));
  const begin = useEffectEvent((height: number) => {
    scrollTo(firstIndex === null ? null : Math.max(firstIndex * rowHeight - height / 3, 0));
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    begin(element.clientHeight);
    return watchScroll(element, measure);
  }, []);

  return { scroller, range, scrolls: rowCount * rowHeight > place.viewportHeight, reveal, scrollTo };
}
