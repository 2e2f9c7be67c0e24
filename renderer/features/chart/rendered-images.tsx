/** The container images that helm makes of a chart with its default values. Asked for by a click, since helm runs for it; nothing without helm. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import { suggestReleaseName } from '../../../shared/release-name';
import { renderedImagesQuery } from '../../archive';
import { helmQuery } from '../../clusters';
import { LinkButton } from '../../components/link-button';
import { LoadState } from '../../components/load-state';
import styles from './chart-images.module.css';
import { ImageLine } from './image-line';

export interface RenderedImagesProps {
  readonly source: ArchiveSource;
  /** The release is named after it. */
  readonly chartName: string;
}

export function RenderedImages({ source, chartName }: RenderedImagesProps) {
  const { data: helm } = useQuery(helmQuery);
  const [isAsked, setIsAsked] = useState(false);
  const query = renderedImagesQuery(source, suggestReleaseName(chartName, new Set()));
  const asked = useQuery({ ...query, enabled: isAsked });
  if (helm?.state !== 'ready') return null;
  const images = asked.data?.images;
  return (
    <section aria-label="Images with default values">
      <h2>Images with default values</h2>
      {images !== undefined ? (
        <>
          <ul className={styles.list}>
            {images.map((image) => (
              <li key={image}>
                <ImageLine text={image} />
              </li>
            ))}
          </ul>
          <p className={styles.note}>
            {images.length === 0 ? 'It makes no pods' : 'Those of its pods, tests included'}, as Helm {helm.version}{' '}
            renders it without a cluster.
          </p>
        </>
      ) : isAsked ? (
        <LoadState host="Helm" query={asked} queryKey={query.queryKey} />
      ) : (
        <LinkButton className={styles.more} onClick={() => setIsAsked(true)}>
          Render to list them
        </LinkButton>
      )}
    </section>
  );
}
