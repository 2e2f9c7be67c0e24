/** What a digest names: a manifest, text, or why it isn't shown. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
import { placeLink } from '../../place-link';
import styles from './content-dialog.module.css';
import { SaveContentButton } from './save-content-button';
import { JsonView } from './json-view';
import { blobsOf, findContent, type OpenContent } from './open-content';
import { blobQuery, manifestQuery } from './queries';

export interface ContentDialogProps {
  readonly content: OpenContent;
  readonly place: Reference;
  readonly onClose: () => void;
  /** Another digest inside was chosen. */
  readonly onOpen: (content: OpenContent) => void;
  /** Opens the files of the chart; left out where what is shown has none. */
  readonly onFiles: (() => void) | undefined;
}

export function ContentDialog({ content, place, onClose, onOpen, onFiles }: ContentDialogProps) {
  const { title, digest, sizeBytes, isManifest, isChartArchive } = content;
  const navigate = useNavigate();
  const manifest = useQuery({ ...manifestQuery(place, digest), enabled: isManifest });
  const blob = useQuery({ ...blobQuery(place, digest, sizeBytes), enabled: !isManifest });
  const error = manifest.error ?? blob.error;
  const text = isManifest ? manifest.data?.text : blob.data?.kind === 'text' ? blob.data.text : undefined;
  const isUnreadable = blob.data !== undefined && blob.data.kind !== 'text';

  const pinned = { address: place.address, repository: place.repository, digest };
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
          <SaveContentButton content={content} place={place} />
          {isManifest && (
            <Button onClick={() => void navigate(placeLink({ kind: 'chart', reference: pinned }))}>
              Open as a page
            </Button>
          )}
          {isChartArchive && onFiles !== undefined && <Button onClick={onFiles}>Open its files</Button>}
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
                : isChartArchive
                  ? 'The archive of the chart: what it holds is in the tab Files.'
                  : 'Binary content: there is nothing to read in it.'}{' '}
              Save it to have it as a file.
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
