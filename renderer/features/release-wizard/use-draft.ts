/**
 * What was typed in a wizard, kept while the window lives: who looks at another page in between finds it again. In memory only,
 * since values may hold secrets.
 */
import { useState } from 'react';

/** A hook over drafts of one kind. Its `key`: what is installed or upgraded. `forget`: it is done, and the next one begins anew. */
export function keepDrafts<Draft extends object>() {
  const drafts = new Map<string, Draft>();
  return function useDraft(key: string, first: () => Draft) {
    const [draft, setDraft] = useState(() => drafts.get(key) ?? first());
    function change(next: Partial<Draft>): void {
      setDraft((now) => {
        const changed = { ...now, ...next };
        drafts.set(key, changed);
        return changed;
      });
    }
    return { draft, change, forget: () => void drafts.delete(key) } as const;
  };
}
