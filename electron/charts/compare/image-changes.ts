/** Which container images a chart names instead of those it did. Pure. */
import type { ComparedImage, ImageChange } from '../../../shared/comparison';
import type { FoundImage } from './find-images';

/** Of one image; more would not be read. */
const MAX_FOUND_IN = 8;

interface Image extends ComparedImage {
  readonly foundIn: readonly string[];
}

/** Images that stand at the same place belong together, then those of the same name. */
export function imageChanges(from: readonly FoundImage[], to: readonly FoundImage[]): readonly ImageChange[] {
  const before = new Set(once(from));
  const after = new Set(once(to));
  const changes: ImageChange[] = [];
  const pairBy = (change: ImageChange['change'], keysOf: (image: Image) => readonly string[]): void => {
    const byKey = new Map<string, Image>();
    for (const image of after) for (const key of keysOf(image)) if (!byKey.has(key)) byKey.set(key, image);
    for (const image of before) {
      const other = keysOf(image)
        .map((key) => byKey.get(key))
        .find((each) => each !== undefined && after.has(each));
      if (other === undefined) continue;
      before.delete(image);
      after.delete(other);
      changes.push(changeOf(change, image, other));
    }
  };
  pairBy('same', (image) => [wholeKey(image)]);
  pairBy('changed', ({ foundIn }) => foundIn);
  pairBy('changed', ({ name }) => [name]);
  for (const image of before) changes.push(changeOf('removed', image, null));
  for (const image of after) changes.push(changeOf('added', null, image));
  return changes;
}

function once(found: readonly FoundImage[]): readonly Image[] {
  const images = new Map<string, ComparedImage & { foundIn: string[] }>();
  for (const { foundIn, ...image } of found) {
    const known = images.get(wholeKey(image));
    if (known === undefined) images.set(wholeKey(image), { ...image, foundIn: [foundIn] });
    else if (!known.foundIn.includes(foundIn)) known.foundIn.push(foundIn);
  }
  return [...images.values()];
}

function wholeKey({ name, tag, digest, isAssumed }: ComparedImage): string {
  return JSON.stringify([name, tag, digest, isAssumed]);
}

function changeOf(change: ImageChange['change'], from: Image | null, to: Image | null): ImageChange {
  const places = new Set([...(from?.foundIn ?? []), ...(to?.foundIn ?? [])]);
  return { change, from: shown(from), to: shown(to), foundIn: [...places].slice(0, MAX_FOUND_IN) };
}

function shown(image: Image | null): ComparedImage | null {
  if (image === null) return null;
  const { name, tag, digest, isAssumed } = image;
  return { name, tag, digest, isAssumed };
}
