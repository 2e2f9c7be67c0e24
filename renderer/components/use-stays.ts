/** Whether something has been on the screen for a moment: what only scrolls past is not worth much work. */
import { useEffect, useState } from 'react';

/** Frames, not time: on a slow machine a scroll shows each row for longer, and then there is the least time to spare. */
const MOMENT_FRAMES = 5;

/** `fromTheStart`: it need not wait. Read once. */
export function useStays(fromTheStart: () => boolean): boolean {
  const [stays, setStays] = useState(fromTheStart);
  useEffect(() => {
    if (stays) return undefined;
    let framesLeft = MOMENT_FRAMES;
    let handle = requestAnimationFrame(countDown);
    function countDown(): void {
      framesLeft -= 1;
      if (framesLeft === 0) setStays(true);
      else handle = requestAnimationFrame(countDown);
    }
    return () => cancelAnimationFrame(handle);
  }, [stays]);
  return stays;
}
