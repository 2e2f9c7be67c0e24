/** Whether an element has come into sight: what nobody looks at need not be asked of a registry. Once true it stays so. */
import { useEffect, useRef, useState, type RefObject } from 'react';

export interface InSight<Element extends HTMLElement> {
  readonly ref: RefObject<Element | null>;
  readonly isInSight: boolean;
}

export function useInSight<Element extends HTMLElement>(): InSight<Element> {
  const ref = useRef<Element>(null);
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || isInSight) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setInSight(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isInSight]);
  return { ref, isInSight };
}
