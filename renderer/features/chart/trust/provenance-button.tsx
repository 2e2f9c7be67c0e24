/** Opens the text of a .prov: a blob of a registry, or the file beside an archive of this machine. */
import { useQuery } from '@tanstack/react-query';
import { FileBadge } from 'lucide-react';
import { useState } from 'react';
import type { FileSource } from '../../../../shared/archive';
import type { Reference } from '../../../../shared/reference';
import type { TrustReport } from '../../../../shared/trust';
import { Button } from '../../../components/button';
import { CopyButton } from '../../../components/copy-button';
import { Dialog } from '../../../components/dialog';
import { DialogBody } from '../../../components/dialog-body';
import { LoadState } from '../../../components/load-state';
import { formatBytes } from '../../../format/size';
import { ContentDialog } from '../content-dialog';
import preview from '../content-dialog.module.css';
import { JsonView } from '../json-view';
import { contentOf, type OpenContent } from '../open-content';
import { provenanceBesideQuery } from './queries';
import styles from './trust-tab.module.css';

type Provenance = NonNullable<TrustReport['provenance']>;

export interface ProvenanceButtonProps {
  readonly provenance: Provenance;
  /** Where it lies. */
  readonly place: Reference | FileSource;
  /** Who is asked. */
  readonly host: string;
}

export function ProvenanceButton({ provenance, place, host }: ProvenanceButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <div className={styles.provenance}>
      <Button icon={FileBadge} onClick={() => setIsOpen(true)}>
        Show provenance file
      </Button>
      {isOpen &&
        ('fileId' in place ? (
          <BesideDialog provenance={provenance} source={place} host={host} onClose={close} />
        ) : (
          <BlobDialog provenance={provenance} place={place} onClose={close} />
        ))}
    </div>
  );
}

const PROVENANCE_TYPE = 'application/vnd.cncf.helm.chart.provenance.v1.prov';

interface BlobDialogProps {
  readonly provenance: Provenance;
  readonly place: Reference;
  readonly onClose: () => void;
}

function BlobDialog({ provenance: { fileName, digest, sizeBytes }, place, onClose }: BlobDialogProps) {
  const descriptor = { mediaType: PROVENANCE_TYPE, digest, size: sizeBytes };
  const [content, setContent] = useState<OpenContent>(contentOf({ title: fileName, text: '', descriptor }));
  return <ContentDialog content={content} place={place} onClose={onClose} onOpen={setContent} onFiles={undefined} />;
}

interface BesideDialogProps {
  readonly provenance: Provenance;
  readonly source: FileSource;
  readonly host: string;
  readonly onClose: () => void;
}

function BesideDialog({ provenance: { fileName, sizeBytes, digest }, source, host, onClose }: BesideDialogProps) {
  const query = provenanceBesideQuery(source, digest);
  const asked = useQuery(query);
  const text = asked.data?.text;
  return (
    <Dialog
      title={fileName}
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
        <div className={preview.preview}>
          <LoadState host={host} query={asked} queryKey={query.queryKey} />
          {asked.data === null && <p className={styles.quiet}>It isn’t there any more.</p>}
          {text !== undefined && <JsonView label={`${fileName} as text`} text={text} />}
        </div>
      </DialogBody>
    </Dialog>
  );
}
