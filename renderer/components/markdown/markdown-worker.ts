/** Makes clean HTML of Markdown beside the window. Started by read-markdown.ts, which ends it where it takes too long. */
import { markdownParts, type MarkdownText } from './markdown-blocks';

export interface MarkdownOrder {
  readonly text: string;
  readonly folder: string;
}

/** `deep`: nested deeper than can be read, what came before included. */
export type MarkdownAnswer = { readonly type: 'part'; readonly part: MarkdownText } | { readonly type: 'end' | 'deep' };

self.addEventListener('message', ({ data: { text, folder } }: MessageEvent<MarkdownOrder>) => {
  try {
    for (const part of markdownParts(text, folder)) answer({ type: 'part', part });
    answer({ type: 'end' });
  } catch (error) {
    // The stack ended: thousands of quotes in quotes.
    if (!(error instanceof RangeError)) throw error;
    answer({ type: 'deep' });
  }
});

function answer(message: MarkdownAnswer): void {
  self.postMessage(message, { transfer: [] });
}
