/** What a digest names: a manifest, text, or why it isn't shown. */
import { useQuery } from '@tanstack/react-query';
import type { Digest } from '../../../shared/digest';
import { formatSize } from '../../../shared/format-size';
import type { Reference } from '../../../shared/reference';
import { Button } from '../../components/button';
import { CodeBox } from '../../components/code-box';
import { CopyButton } from '../../components/copy-button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { formatBytes } from '../../format/size';
import { appErrorOf } from '../../ipc';
import styles from './content-dialog.module.css';
import { JsonView } from './json-view';
import { blobsOf, findContent, type OpenContent } from './open-content';
import { blobQuery, manifestQuery } from './queries';

export interface ContentDialogProps {
  readonly content: OpenContent;
  readonly place: Reference;
  readonly onClose: () => void;
  /** Another digest inside was chosen. */
  readonly onOpen: (content: OpenContent) => void;
}

export function ContentDialog({ content, place, onClose, onOpen }: ContentDialogProps) {
  const { title, digest, sizeBytes, isManifest } = content;
  const manifest = useQuery({ ...manifestQuery(place, digest), enabled: isManifest });
  const blob = useQuery({ ...blobQuery(place, digest, sizeBytes), enabled: !isManifest });
  const error = manifest.error ?? blob.error;
  const text = isManifest ? manifest.data?.text : blob.data?.kind === 'text' ? blob.data.text : undefined;
  const isUnreadable = blob.data !== undefined && blob.data.kind !== 'text';

  const inside = manifest.data === undefined ? [] : blobsOf(manifest.data);
  const openable = new Set(inside.map(({ descriptor }) => descriptor.digest));

  function openInside(chosen: Digest): void {
    const found = findContent(inside, chosen);
    if (found !== null) onOpen(found);
  }

  return (
    <Dialog
      title={title}
      subtitle={formatBytes(sizeBytes)}
      variant="wide"
      onClose={onClose}
      actions={
        <>
          {text !== undefined && <CopyButton text={text} label="Copy content" />}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <DialogBody>
        <div className={styles.preview}>
          <CodeBox label="Digest" text={digest} copyLabel="Copy this digest" />
          {error !== null && <ErrorPanel error={appErrorOf(error)} headingLevel={3} />}
          {isUnreadable && (
            <Notice tone="info">
              {blob.data?.kind === 'too-large'
                ? `Too large to show: ${formatSize(sizeBytes)}.`
                : 'Binary content: there is nothing to read in it.'}{' '}
              Pull the chart to have it as a file.
            </Notice>
          )}
          {text !== undefined && (
            <JsonView label={`${title} as text`} text={text} openable={openable} onDigest={openInside} />
          )}
          {text === undefined && error === null && !isUnreadable && (
            <Waiting host={place.address} onCancel={onClose}>
              <SkeletonRows />
            </Waiting>
          )}
        </div>
      </DialogBody>
    </Dialog>
  );
}
