/** Makes clean HTML of Markdown beside the window. Started by read-markdown.ts, which ends it where it takes too long. */
import { markdownBlocks, type MarkdownText } from './markdown-blocks';

export interface MarkdownOrder {
  readonly text: string;
  readonly folder: string;
}

/** Null: nested deeper than can be read. */
export type MarkdownAnswer = MarkdownText | null;

self.addEventListener('message', ({ data: { text, folder } }: MessageEvent<MarkdownOrder>) => {
  self.postMessage(read(text, folder), { transfer: [] });
});

function read(text: string, folder: string): MarkdownAnswer {
  try {
    return markdownBlocks(text, folder);
  } catch (error) {
    // The stack ended: thousands of quotes in quotes.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
