/** Follows what is in sight of an element that scrolls. */
import { flushSync } from 'react-dom';

/** Calls `onChange` after each scroll and change of size, so that rows are drawn in the same frame. Returns how to stop. */
export function watchScroll(element: HTMLElement, onChange: () => void): () => void {
  // Without flushSync the rows would come a frame after the scroll, and a gap would flash.
  const onScroll = (): void => flushSync(onChange);
  element.addEventListener('scroll', onScroll, { passive: true });
  const observer = new ResizeObserver(onChange);
  observer.observe(element);
  return () => {
    element.removeEventListener('scroll', onScroll);
    observer.disconnect();
  };
}
