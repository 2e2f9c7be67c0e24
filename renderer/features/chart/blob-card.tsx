/** One blob of a manifest: what it is, its media type, size and digest. Whoever looks at it lights its lines in the JSON. */
import { FileBadge, FileJson, Package } from 'lucide-react';
import { formatSize } from '../../../shared/format-size';
import { CopyIconButton } from '../../components/copy-button';
import { Icon } from '../../components/icon';
import { LinkButton } from '../../components/link-button';
import { abbreviateDigest } from '../../format/middle-cut';
import { formatBytes } from '../../format/size';
import styles from './blob-card.module.css';
import { isReadable, type HeldBlob } from './open-content';

/** Small blobs are told to the byte, as the manifest tells them. */
const EXACT_BELOW_BYTES = 10_000;

export interface BlobCardProps {
  readonly blob: HeldBlob;
  readonly onOpen: () => void;
  /** The pointer or the focus came, or went. */
  readonly onLight: (isLit: boolean) => void;
}

export function BlobCard({ blob, onOpen, onLight }: BlobCardProps) {
  const { title, text, descriptor } = blob;
  const { mediaType, digest, size } = descriptor;
  return (
    <section
      className={styles.card}
      onFocus={() => onLight(true)}
      onBlur={() => onLight(false)}
      onMouseEnter={() => onLight(true)}
      onMouseLeave={() => onLight(false)}
    >
      <Icon icon={iconOf(mediaType)} className={styles.icon} />
      <h3>{title}</h3>
      <span className={styles.quiet}>{size < EXACT_BELOW_BYTES ? formatBytes(size) : formatSize(size)}</span>
      <p className={styles.text}>{text}</p>
      <p className={styles.type}>
        <bdi>{mediaType}</bdi>
      </p>
      <div className={styles.digest}>
        <LinkButton title={digest} onClick={onOpen}>
          {abbreviateDigest(digest)}
        </LinkButton>
        <CopyIconButton text={digest} label={`Copy digest of ${title.toLowerCase()}`} />
        {isReadable(blob) && (
          <LinkButton underline="hover" aria-label={`Show ${title}`} className={styles.show} onClick={onOpen}>
            Show
          </LinkButton>
        )}
      </div>
    </section>
  );
}

function iconOf(mediaType: string) {
  if (mediaType.endsWith('.prov')) return FileBadge;
  return mediaType.endsWith('json') ? FileJson : Package;
}
