/** The container images that a chart names, as far as they are found without rendering it. Written by somebody else. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import type { ChartImage } from '../../../shared/chart-images';
import { archiveImagesQuery } from '../../archive';
import { LinkButton } from '../../components/link-button';
import { useIdle } from '../../components/use-idle';
import { countOf } from '../../format/size';
import styles from './chart-images.module.css';
import { ImageLine } from './image-line';

/** The others on request. */
const FIRST_SHOWN = 5;

export function ChartImages({ source }: { readonly source: ArchiveSource }) {
  // The README comes first.
  const isIdle = useIdle();
  const { data } = useQuery({ ...archiveImagesQuery(source), enabled: isIdle });
  const [showsAll, setShowsAll] = useState(false);
  // What is wrong with the archive is told beside it, by the README.
  if (!isIdle || data === undefined || (data.count === 0 && !data.isPartial)) return null;
  const { images, count, isPartial } = data;
  const hidden = images.length - FIRST_SHOWN;
  return (
    <section aria-label="Container images">
      <h2>Images that it names</h2>
      {images.length > 0 && (
        <ul className={styles.list}>
          {(showsAll ? images : images.slice(0, FIRST_SHOWN)).map((image, index) => (
            <li key={index} className={styles.image}>
              <ImageLine text={imageText(image)} title={`Found in ${image.foundIn.join(', ')}`} />
              {image.isAssumed && <span className={styles.note}>No tag is set: the app version, most likely</span>}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && !showsAll && (
        <LinkButton className={styles.more} onClick={() => setShowsAll(true)}>
          Show {hidden} more
        </LinkButton>
      )}
      {showsAll && count > images.length && (
        <p className={styles.note}>and {countOf(count - images.length, 'further one')}</p>
      )}
      <p className={styles.note}>
        {images.length === 0
          ? 'None found. '
          : 'Found in its values, annotations and templates; other values may bring others. '}
        {isPartial && 'Not all of its files could be looked through.'}
      </p>
    </section>
  );
}

function imageText({ name, tag, digest }: ChartImage): string {
  return `${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}
