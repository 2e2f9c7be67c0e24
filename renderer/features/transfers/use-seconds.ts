/** The time of now, renewed each second while something counts down. */
import { useEffect, useState } from 'react';

/** Epoch ms. */
export function useSeconds(isCounting: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return nowMs;
}
