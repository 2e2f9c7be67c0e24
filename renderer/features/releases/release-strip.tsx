/** What the selected release is, below the list. */
import { Button } from '../../components/button';
import { ReleaseStatusIcon } from '../../components/release-status';
import { useNow } from '../../components/use-now';
import type { ListedRow } from './listed-release';
import styles from './releases-view.module.css';
import { statusSentence } from './status-sentence';
import { updateSentence } from './update-sentence';

export interface ReleaseStripProps {
  readonly row: ListedRow;
  readonly onOpen: () => void;
}

export function ReleaseStrip({ row: { release, source, update }, onOpen }: ReleaseStripProps) {
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
        {source !== null && source !== undefined && update !== null && (
          <p>
            <bdi>{updateSentence(source, update)}</bdi>
          </p>
        )}
      </div>
      <Button onClick={onOpen}>Open release</Button>
    </section>
  );
}
