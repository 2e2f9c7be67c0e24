/**
 * The filter of a list while it is typed. Its place is the route, which takes a while to follow: the field and the list
 * don't wait for it, or letters would come late and the caret would jump.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';

export interface TypedFilter {
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

/** `routed`: as it stands in the route; `onRoute` writes it there, and resolves once it does. */
export function useTypedFilter(routed: string, onRoute: (filter: string) => Promise<void>): TypedFilter {
  const [filter, setFilter] = useState(routed);
  const writing = useRef(0);
  const follow = useEffectEvent((text: string) => {
    // What comes back while something is written is our own, and older than what was typed since.
    if (writing.current === 0) setFilter(text);
  });
  useEffect(() => follow(routed), [routed]);

  async function onFilter(text: string): Promise<void> {
    setFilter(text);
    writing.current += 1;
    try {
      await onRoute(text);
    } finally {
      writing.current -= 1;
    }
  }
  return { filter, onFilter: (text) => void onFilter(text) };
}
