/** The manifest as the registry holds it, and what each of its blobs is. Any digest opens. */
import { Braces, FileBadge, Package } from 'lucide-react';
import { useState } from 'react';
import type { Digest } from '../../../shared/digest';
import type { ManifestDetail } from '../../../shared/registry';
import { CopyButton, CopyIconButton } from '../../components/copy-button';
import { Icon } from '../../components/icon';
import { MiddleCut } from '../../components/middle-cut';
import { abbreviateDigest, cutBefore } from '../../format/middle-cut';
import { formatSize } from '../../../shared/format-size';
import { formatBytes, countOf } from '../../format/size';
import styles from './chart.module.css';
import { ContentDialog } from './content-dialog';
import { JsonView } from './json-view';
import { blobWords } from './media-type-words';
import { blobsOf, contentOf, type Blob, type OpenContent } from './open-content';
import type { ChartPlace } from './queries';

/** Small blobs are told to the byte, as the manifest tells them. */
const EXACT_BELOW_BYTES = 10_000;

export interface ManifestTabProps {
  readonly manifest: ManifestDetail;
  readonly place: ChartPlace;
}

export function ManifestTab({ manifest, place }: ManifestTabProps) {
  const [lit, setLit] = useState<Digest>();
  const [open, setOpen] = useState<OpenContent | null>(null);
  const blobs = blobsOf(manifest);
  const totalBytes = blobs.reduce((sum, { size }) => sum + size, 0);
  const openable = new Set(blobs.map(({ digest }) => digest));
  const annotations = Object.keys(manifest.annotations).length;

  function openDigest(digest: Digest): void {
    const blob = blobs.find((each) => each.digest === digest);
    if (blob !== undefined) setOpen(contentOf(blob));
  }

  return (
    <div className={styles.frame}>
      <div className={styles.manifest}>
        <div className={styles.json}>
          <div className={styles.paneHead}>
            <h2>Manifest</h2>
            <span className={styles.paneNote}>{formatBytes(manifest.sizeBytes)}, indented for reading</span>
            <CopyButton text={manifest.text} label="Copy JSON" variant="ghost" />
          </div>
          <JsonView
            label="Manifest as JSON"
            text={manifest.text}
            litDigest={lit}
            openable={openable}
            onDigest={openDigest}
          />
          <div className={styles.foot}>
            Digest
            <span className={styles.footDigest}>
              <MiddleCut text={cutBefore(manifest.digest, 12)} />
            </span>
            <CopyButton text={manifest.digest} label="Copy digest" variant="ghost" />
          </div>
        </div>
        <div className={styles.holds}>
          <div className={styles.paneHead}>
            <h2>What it holds</h2>
            <span className={styles.paneNote}>
              {formatSize(totalBytes)} in {countOf(blobs.length, 'blob')}
            </span>
          </div>
          {blobs.map((blob, index) => (
            <BlobCard
              // Two layers may have one digest; the order is the manifest's and doesn't change.
              key={`${index} ${blob.digest}`}
              blob={blob}
              onOpen={() => setOpen(contentOf(blob))}
              onLight={(isLit) => setLit(isLit ? blob.digest : undefined)}
            />
          ))}
          <div className={styles.blob}>
            <span />
            <h3>Annotations</h3>
            <span className={styles.quiet}>{annotations === 0 ? 'None' : annotations}</span>
            <p className={styles.blobText}>
              {annotations === 0
                ? 'Nothing was written beside the content.'
                : 'Helm writes them from Chart.yaml, and the file’s time as created.'}
            </p>
          </div>
        </div>
      </div>
      {open !== null && <ContentDialog content={open} place={place} onClose={() => setOpen(null)} onOpen={setOpen} />}
    </div>
  );
}

interface BlobCardProps {
  readonly blob: Blob;
  readonly onOpen: () => void;
  readonly onLight: (isLit: boolean) => void;
}

function BlobCard({ blob: { mediaType, digest, size }, onOpen, onLight }: BlobCardProps) {
  const { title, text } = blobWords(mediaType);
  return (
    <section
      className={styles.blob}
      onFocus={() => onLight(true)}
      onBlur={() => onLight(false)}
      onMouseEnter={() => onLight(true)}
      onMouseLeave={() => onLight(false)}
    >
      <Icon icon={iconOf(mediaType)} className={styles.icon} />
      <h3>{title}</h3>
      <span className={styles.quiet}>{size < EXACT_BELOW_BYTES ? formatBytes(size) : formatSize(size)}</span>
      <p className={styles.blobText}>{text}</p>
      <p className={styles.blobType}>
        <bdi>{mediaType}</bdi>
      </p>
      <div className={styles.blobDigest}>
        <button type="button" title={digest} className={styles.blobLink} onClick={onOpen}>
          {abbreviateDigest(digest)}
        </button>
        <CopyIconButton text={digest} label={`Copy digest of ${title.toLowerCase()}`} />
      </div>
    </section>
  );
}

function iconOf(mediaType: string) {
  if (mediaType.endsWith('.prov')) return FileBadge;
  return mediaType.endsWith('json') ? Braces : Package;
}
