/** The manifest as the registry holds it, and what each of its blobs is. Any digest opens. */
import { useState } from 'react';
import type { Digest } from '../../../shared/digest';
import { formatSize } from '../../../shared/format-size';
import type { Reference } from '../../../shared/reference';
import type { ManifestDetail } from '../../../shared/registry';
import { CopyButton } from '../../components/copy-button';
import { MiddleCut } from '../../components/middle-cut';
import { cutBefore } from '../../format/middle-cut';
import { countOf, formatBytes } from '../../format/size';
import { BlobCard } from './blob-card';
import { ContentDialog } from './content-dialog';
import { SaveContentButton } from './save-content-button';
import { JsonView } from './json-view';
import styles from './manifest-tab.module.css';
import { blobsOf, contentOf, findContent, type OpenContent } from './open-content';

export interface ManifestTabProps {
  readonly manifest: ManifestDetail;
  readonly place: Reference;
  /** Opens the files of the chart; left out for what is none. */
  readonly onFiles: (() => void) | undefined;
}

export function ManifestTab({ manifest, place, onFiles }: ManifestTabProps) {
  const [lit, setLit] = useState<Digest>();
  const [open, setOpen] = useState<OpenContent | null>(null);
  const blobs = blobsOf(manifest);
  const totalBytes = blobs.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  const openable = new Set(blobs.map(({ descriptor }) => descriptor.digest));

  return (
    <div className={styles.frame}>
      <div className={styles.manifest}>
        <div className={styles.json}>
          <div className={styles.paneHead}>
            <h2>Manifest</h2>
            <span className={styles.paneNote}>{formatBytes(manifest.sizeBytes)}, indented for reading</span>
            <CopyButton text={manifest.text} label="Copy JSON" variant="ghost" />
            <SaveContentButton
              content={{
                digest: manifest.digest,
                sizeBytes: manifest.sizeBytes,
                isManifest: true,
                fileName: `${manifest.digest.replace(':', '-')}.json`,
              }}
              place={place}
              variant="ghost"
            />
          </div>
          <JsonView
            label="Manifest as JSON"
            text={manifest.text}
            litDigest={lit}
            openable={openable}
            onDigest={(digest) => setOpen(findContent(blobs, digest))}
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
              // Two layers may have one digest; their order is the manifest's.
              key={index}
              blob={blob}
              onOpen={() => setOpen(contentOf(blob))}
              onLight={(isLit) => setLit(isLit ? blob.descriptor.digest : undefined)}
            />
          ))}
          <Annotations manifest={manifest} />
        </div>
      </div>
      {open !== null && (
        <ContentDialog content={open} place={place} onClose={() => setOpen(null)} onOpen={setOpen} onFiles={onFiles} />
      )}
    </div>
  );
}

function Annotations({ manifest: { annotations, kind } }: { readonly manifest: ManifestDetail }) {
  const count = Object.keys(annotations).length;
  return (
    <section className={styles.annotations}>
      <h3>Annotations</h3>
      <span className={styles.quiet}>{count === 0 ? 'None' : count}</span>
      {count > 0 && kind === 'chart' && (
        <p>
          From Chart.yaml, and the file&apos;s time as <code>created</code>.
        </p>
      )}
    </section>
  );
}
