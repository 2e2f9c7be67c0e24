/** What the selected release is, below the list. */
import type { Release } from '../../../shared/helm';
import { Button } from '../../components/button';
import { ReleaseStatusIcon } from '../../components/release-status';
import { useNow } from '../../components/use-now';
import styles from './releases-view.module.css';
import { statusSentence } from './status-sentence';

export interface ReleaseStripProps {
  readonly release: Release;
  readonly onOpen: () => void;
}

export function ReleaseStrip({ release, onOpen }: ReleaseStripProps) {
  const { title, text } = statusSentence(release, useNow());
  return (
    <section data-region aria-label="Selected release" className={styles.strip}>
      <span className={styles.stripIcon}>
        <ReleaseStatusIcon status={release.status} />
      </span>
      <div className={styles.stripWords}>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <p>
          <bdi>{text}</bdi>
        </p>
      </div>
      <Button onClick={onOpen}>Open release</Button>
    </section>
  );
}
