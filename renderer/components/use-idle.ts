/** Whether the window has had nothing to do since this is shown: what can wait for that holds up nothing. Once true it stays so. */
import { startTransition, useEffect, useState } from 'react';

/** In a window that never rests it is true by then. */
const LATEST_MS = 3000;

export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const handle = requestIdleCallback(() => startTransition(() => setIdle(true)), { timeout: LATEST_MS });
    return () => cancelIdleCallback(handle);
  }, []);
  return isIdle;
}
