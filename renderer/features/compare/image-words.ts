/** Container images as they are written for people. Pure. */
import type { ComparedImage } from '../../../shared/comparison';
import { shortDigest } from '../../format/middle-cut';

export function imageText({ name, tag, digest }: ComparedImage): string {
  return `${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${shortDigest(digest)}`}`;
}
