/** Copies from places that have no button to confirm on, such as a row or a menu: the confirmation comes as a toast. */
import { useCallback } from 'react';
import { useToast } from './toast';

/** Returns `copy(text, what)`; `what` begins the sentence: `Reference copied.` */
export function useCopyText(): (text: string, what: string) => void {
  const showToast = useToast();
  return useCallback(
    (text, what) => {
      void navigator.clipboard.writeText(text).then(() => showToast({ text: `${what} copied.` }));
    },
    [showToast],
  );
}
