/** Another version of a packaged chart: the same archive with some of its files changed. */
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { rawTgz, type RawEntry } from './tar-bytes';

/** By paths in the chart: gives the file's new text, or null where it is to be left out. */
export type FileEdits = Readonly<Record<string, (text: string) => string | null>>;

/** A path that the archive lacks is added, from an empty text. */
export async function changedChart(archive: Uint8Array, edits: FileEdits): Promise<Buffer> {
  const reader = extract();
  Readable.from([gunzipSync(archive)]).pipe(reader);
  const entries: RawEntry[] = [];
  const left = new Map(Object.entries(edits));
  let folder = '';
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    const { name } = entry.header;
    folder = name.slice(0, name.indexOf('/') + 1);
    const path = name.slice(folder.length);
    const edit = left.get(path);
    left.delete(path);
    const text = edit === undefined ? content : edit(content.toString('utf8'));
    if (text !== null) entries.push({ name, content: text });
  }
  for (const [path, edit] of left) entries.push({ name: folder + path, content: edit('') ?? '' });
  return rawTgz(entries);
}
