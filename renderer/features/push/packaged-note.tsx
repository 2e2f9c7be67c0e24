/** Of a row that was a folder: that it was packaged, and on request every file that went in or was left out, and why. */
import { ChevronDown, ChevronRight, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { PackagedSummary } from '../../../shared/packaged-folder';
import type { FileId } from '../../../shared/push';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { PackagedFiles } from './packaged-files';
import styles from './packaged-note.module.css';
import { summaryWords } from './packaged-words';

export interface PackagedNoteProps {
  readonly fileId: FileId;
  readonly packaged: PackagedSummary;
}

export function PackagedNote({ fileId, packaged }: PackagedNoteProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className={styles.note}>
        <Icon icon={PackageOpen} size={14} />
        <span>
          Packaged from the folder <bdi>{packaged.folderName}</bdi>: {summaryWords(packaged)}.
        </span>
        <Button
          variant="ghost"
          size="small"
          icon={isOpen ? ChevronDown : ChevronRight}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide files' : 'Show files'}
        </Button>
      </div>
      {isOpen && <PackagedFiles fileId={fileId} />}
    </>
  );
}
