/** One container image, and its copy. Written by somebody else. */
import { CopyIconButton } from '../../components/copy-button';
import styles from './chart-images.module.css';

export interface ImageLineProps {
  readonly text: string;
  readonly title?: string;
}

export function ImageLine({ text, title }: ImageLineProps) {
  return (
    <div className={styles.line}>
      <code title={title}>
        <bdi>{text}</bdi>
      </code>
      <CopyIconButton text={text} label={`Copy image ${text}`} />
    </div>
  );
}
