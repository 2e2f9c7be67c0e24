/** Which file or folder stood at a path and in which state, so that a change under the reader is noticed. */
import type { BigIntStats } from 'node:fs';

/** The change time can't be set by hand: what was swapped and swapped back has another one. */
export type FileStamp = string;

export function stampOf({ dev, ino, size, mtimeNs, ctimeNs, mode }: BigIntStats): FileStamp {
  return [dev, ino, size, mtimeNs, ctimeNs, mode].join(' ');
}
