/** Leads the focus, and with it a screen reader, into the page that was gone to when what had it went with the page before. */
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** Returns the ref of the page's region, which takes the focus by script. */
export function usePageFocus(): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const last = useRef(pathname);
  useEffect(() => {
    const isOther = last.current !== undefined && last.current !== pathname;
    last.current = pathname;
    // Links and fields that stay keep the focus; a dialog over the page, too.
    if (isOther && document.activeElement === document.body) page.current?.focus();
  }, [pathname]);
  return page;
}
