/** How a wait looks: nothing at first, so that quick answers don't flash; then a skeleton; then an offer to stop. */
import { useEffect, useState } from 'react';

const SKELETON_AFTER_MS = 150;
const LONG_AFTER_MS = 8000;

export type WaitPhase = 'quiet' | 'skeleton' | 'long';

/** The phase of a wait that began when the component was mounted. */
export function useWaitPhase(): WaitPhase {
  const [phase, setPhase] = useState<WaitPhase>('quiet');
  useEffect(() => {
    const skeleton = setTimeout(() => setPhase('skeleton'), SKELETON_AFTER_MS);
    const long = setTimeout(() => setPhase('long'), LONG_AFTER_MS);
    return () => {
      clearTimeout(skeleton);
      clearTimeout(long);
    };
  }, []);
  return phase;
}
