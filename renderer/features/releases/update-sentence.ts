/** What is new where a release came from, in a sentence or two. Pure. */
import type { ReleaseSource, ReleaseUpdate } from '../../../shared/release-source';
import { countOf } from '../../format/size';

export function updateSentence({ address, repository }: ReleaseSource, update: ReleaseUpdate): string {
  const { newest, newerCount, republished } = update;
  const where = `${address}/${repository}`;
  return [
    newest === null
      ? ''
      : newerCount === 1
        ? `${newest.version} is newer in ${where}.`
        : `${where} has ${countOf(newerCount, 'newer version')}, up to ${newest.version}.`,
    republished === null ? '' : republishedSentence(republished.tag),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

export function republishedSentence(tag: string): string {
  return `Republished: the tag ${tag} now leads to another chart than the one that is installed.`;
}
