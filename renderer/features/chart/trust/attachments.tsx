/** What else is attached to a chart: signatures of other kinds, lists of parts, attestations. Present is not verified, and it says so. */
import { useQuery } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { Digest } from '../../../../shared/digest';
import { formatSize } from '../../../../shared/format-size';
import type { Reference } from '../../../../shared/reference';
import type { Attachment } from '../../../../shared/trust';
import { Icon } from '../../../components/icon';
import { LinkButton } from '../../../components/link-button';
import { LoadState, type LoadStateProps } from '../../../components/load-state';
import { Notice } from '../../../components/notice';
import { abbreviateDigest } from '../../../format/middle-cut';
import { ContentDialog } from '../content-dialog';
import { contentOf, type OpenContent } from '../open-content';
import { attachmentsQuery } from './queries';
import styles from './trust-tab.module.css';
import { ATTACHMENT_WORDS } from './trust-words';

export interface AttachmentsProps extends Pick<LoadStateProps, 'problem'> {
  readonly place: Reference;
  /** Of the manifest. */
  readonly digest: Digest;
}

export function Attachments({ place, digest, problem }: AttachmentsProps) {
  const [open, setOpen] = useState<OpenContent | null>(null);
  const query = attachmentsQuery(place, digest);
  const asked = useQuery(query);
  const list = asked.data;
  return (
    <section aria-label="Attached" className={styles.attached}>
      <h2 className={styles.heading}>Attached signatures and documents</h2>
      <LoadState host={place.address} query={asked} queryKey={query.queryKey} problem={problem} />
      {list?.isElsewhere === true && (
        <Notice tone="warning" className={styles.elsewhere}>
          <bdi>{place.address}</bdi> sends on to another host for its list of what belongs to this version. Chartroom
          doesn’t ask there: anybody might answer. What stands under tags of this repository is listed all the same.
        </Notice>
      )}
      {list?.attachments.length === 0 && (
        <p className={styles.quiet}>
          {list.isElsewhere ? 'None found by a tag.' : 'None. The registry lists nothing that belongs to this version.'}
        </p>
      )}
      {list !== undefined && list.attachments.length > 0 && (
        <>
          <Notice tone="info">
            Present, not verified: Chartroom shows what is attached and checks none of it. Anyone who may push here may
            attach anything.
          </Notice>
          <ul className={styles.attachments}>
            {list.attachments.map((each) => (
              <AttachmentRow key={each.digest} attachment={each} onOpen={setOpen} />
            ))}
          </ul>
        </>
      )}
      {list?.isCut === true && <p className={styles.quiet}>The registry lists more than are shown.</p>}
      {open !== null && (
        <ContentDialog
          content={open}
          place={place}
          onClose={() => setOpen(null)}
          onOpen={setOpen}
          onFiles={undefined}
        />
      )}
    </section>
  );
}

interface AttachmentRowProps {
  readonly attachment: Attachment;
  readonly onOpen: (content: OpenContent) => void;
}

function AttachmentRow({ attachment, onOpen }: AttachmentRowProps) {
  const { kind, artifactType, mediaType, digest, sizeBytes, tag } = attachment;
  const title = ATTACHMENT_WORDS[kind];
  const content = contentOf({ title, text: '', descriptor: { mediaType, digest, size: sizeBytes } });
  return (
    <li className={styles.attachment}>
      <Icon icon={Paperclip} className={styles.icon} />
      <div>
        <div className={styles.attachmentTitle}>
          {title} <span className={styles.quiet}>present, not verified</span>
        </div>
        <div className={styles.mono}>
          <bdi>{artifactType}</bdi>
        </div>
        <div className={styles.quiet}>
          {formatSize(sizeBytes)}
          {tag !== undefined && ', found by its tag'}
        </div>
      </div>
      <LinkButton title={digest} onClick={() => onOpen(content)}>
        {abbreviateDigest(digest)}
      </LinkButton>
    </li>
  );
}
