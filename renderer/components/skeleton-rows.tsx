/** The shape of a list whose rows are on the way. */
import styles from './list-page.module.css';
import { Skeleton } from './skeleton';

const WIDTHS = [180, 240, 150, 210, 190, 260, 170, 220] as const;

export function SkeletonRows() {
  return (
    <div aria-hidden className={styles.skeletons}>
      {WIDTHS.map((width) => (
        <div key={width} className={styles.skeleton}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
