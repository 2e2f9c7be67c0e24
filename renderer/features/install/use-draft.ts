/**
 * What was typed in a wizard, kept while the window lives: who looks at another page in between finds it again. In memory only,
 * since values may hold secrets.
 */
import { useState } from 'react';
import type { WizardDraft } from './draft';

const drafts = new Map<string, WizardDraft>();

/** `key`: what is installed. `forget`: it is done, and the next one begins anew. */
export function useDraft(key: string, first: () => WizardDraft) {
  const [draft, setDraft] = useState(() => drafts.get(key) ?? first());
  function change(next: Partial<WizardDraft>): void {
    setDraft((now) => {
      const changed = { ...now, ...next };
      drafts.set(key, changed);
      return changed;
    });
  }
  return { draft, change, forget: () => void drafts.delete(key) } as const;
}
