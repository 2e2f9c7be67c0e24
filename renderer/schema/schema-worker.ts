/** Keeps a schema open beside the window, and lists what of it is seen. */
import { openSchema, shownSchema, type OpenSchema, type SchemaHead, type ShownSchema } from './schema-rows';

export type SchemaOrder =
  | { readonly type: 'open'; readonly text: string }
  | { readonly type: 'show'; readonly id: number; readonly open: readonly string[]; readonly search: string };

export interface SchemaAnswer extends ShownSchema {
  readonly id: number;
  /** Null where the text is no schema. */
  readonly head: SchemaHead | null;
}

let schema: OpenSchema | null = null;

self.addEventListener('message', ({ data }: MessageEvent<SchemaOrder>) => {
  if (data.type === 'open') {
    schema = openSchema(data.text);
    return;
  }
  const shown = schema === null ? { rows: [], isCut: false } : shownSchema(schema, new Set(data.open), data.search);
  answer({ ...shown, id: data.id, head: schema?.head ?? null });
});

function answer(message: SchemaAnswer): void {
  self.postMessage(message, { transfer: [] });
}
