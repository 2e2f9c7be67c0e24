/** Puts text on the clipboard and says for a moment that it is there. */
import { useCallback, useEffect, useState } from 'react';

const CONFIRMED_MS = 2000;

export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string) => void } {
  const [copiedAt, setCopiedAt] = useState(0);
  const copy = useCallback((text: string) => {
    void navigator.clipboard.writeText(text).then(() => setCopiedAt(Date.now()));
  }, []);
  useEffect(() => {
    if (copiedAt === 0) return undefined;
    const timer = setTimeout(() => setCopiedAt(0), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copiedAt]);
  return { isCopied: copiedAt !== 0, copy };
}
