/** The container images that one chart names. May take long for a large one: runs in a thread of its own. */
import { MAX_LISTED_IMAGES, type ChartImages } from '../../../shared/chart-images';
import { openUnpacked } from '../unpacked-archive';
import { imageChanges } from './image-changes';
import { readSide } from './read-side';

/** `path`: of an unpacked archive. Throws ChartError where it is no chart, and UnpackedArchiveError. */
export async function chartImages(path: string): Promise<ChartImages> {
  const { images, problems, isPartial } = await readSide(await openUnpacked(path));
  const each = imageChanges([], images).flatMap(({ to, foundIn }) => (to === null ? [] : [{ ...to, foundIn }]));
  return {
    images: each.slice(0, MAX_LISTED_IMAGES).map((image) => Object.assign(image, { foundIn: [...image.foundIn] })),
    count: each.length,
    isPartial: isPartial || problems.length > 0,
  };
}
