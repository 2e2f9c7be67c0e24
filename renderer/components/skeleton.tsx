/** A quiet bar where a value will stand, as wide as the value will be. */
import styles from './skeleton.module.css';

export function Skeleton({ width }: { readonly width: number | string }) {
  return <span aria-hidden className={styles.bar} style={{ width }} />;
}
