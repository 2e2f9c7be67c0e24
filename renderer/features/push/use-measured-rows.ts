/** Keeps the rows in sight of a scrolling list up to date while their heights are being learned. */
import {
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type RefCallback,
  type RefObject,
} from 'react';
import { watchScroll } from '../../components/watch-scroll';
import { rowOffsets, rowsInSight, scrollTopFor, type RowRange } from './measured-window';

/** px, of a list that has not been measured yet: about one window full. */
const FIRST_HEIGHT = 640;

export interface MeasuredRowsOptions {
  /** One a row, of its own. */
  readonly keys: readonly string[];
  /** px, of a row that was never drawn. */
  readonly usualHeight: number;
}

export interface MeasuredRows<Scroller extends HTMLElement> {
  /** Belongs on the element that scrolls. */
  readonly scroller: RefObject<Scroller | null>;
  /** Belongs on each row, which carries its key as `data-key`. */
  readonly rowRef: RefCallback<HTMLElement>;
  readonly range: RowRange;
  /** px from the top of the first row to each; the last is the end of all. */
  readonly offsets: readonly number[];
  /** Brings a row into sight at once. */
  readonly reveal: (index: number) => void;
}

export function useMeasuredRows<Scroller extends HTMLElement>({
  keys,
  usualHeight,
}: MeasuredRowsOptions): MeasuredRows<Scroller> {
  const scroller = useRef<Scroller>(null);
  const [place, setPlace] = useState({ scrollTop: 0, viewportHeight: FIRST_HEIGHT });
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [rowObserver] = useState(
    () => new ResizeObserver((entries) => setHeights((known) => withMeasured(known, entries))),
  );
  const offsets = rowOffsets(keys.map((key) => heights.get(key) ?? usualHeight));

  const rowRef = useCallback<RefCallback<HTMLElement>>(
    (row) => {
      if (row === null) return undefined;
      rowObserver.observe(row);
      return () => rowObserver.unobserve(row);
    },
    [rowObserver],
  );

  const measure = useEffectEvent(() => {
    const element = scroller.current;
    if (element) setPlace({ scrollTop: element.scrollTop, viewportHeight: element.clientHeight });
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    measure();
    return watchScroll(element, measure);
  }, []);

  function reveal(index: number): void {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    const target = scrollTopFor(index, offsets, { scrollTop, viewportHeight: clientHeight });
    if (target !== null) element.scrollTop = target;
  }

  return { scroller, rowRef, range: rowsInSight(offsets, place), offsets, reveal };
}

function withMeasured(
  known: ReadonlyMap<string, number>,
  entries: readonly ResizeObserverEntry[],
): ReadonlyMap<string, number> {
  const measured = entries.flatMap(({ target, borderBoxSize }) => {
    const key = target instanceof HTMLElement ? target.dataset['key'] : undefined;
    const height = borderBoxSize[0]?.blockSize;
    // A row that is taken away is measured once more, as nothing.
    return key === undefined || height === undefined || height === 0 ? [] : ([[key, height]] as const);
  });
  const isOther = measured.some(([key, height]) => known.get(key) !== height);
  return isOther ? new Map([...known, ...measured]) : known;
}
