/** Chooses one of a release's revisions, the last one first. */
import { useQuery } from '@tanstack/react-query';
import type { ReleasePlace } from '../../../shared/release';
import { Picker } from '../../components/picker';
import { historyQuery } from '../../release-detail';

export interface RevisionPickerProps {
  readonly place: ReleasePlace;
  /** Accessible name. */
  readonly label?: string;
  readonly revision: number;
  readonly onRevision: (revision: number) => void;
}

export function RevisionPicker({ place, label = 'Revision', revision, onRevision }: RevisionPickerProps) {
  const { data: revisions } = useQuery(historyQuery(place));
  const numbers = revisions?.map((each) => String(each.revision)) ?? [String(revision)];
  return (
    <Picker
      label={label}
      showsLabel
      filterLabel="Filter revisions"
      items={numbers}
      value={String(revision)}
      onChoose={(chosen) => onRevision(Number(chosen))}
    />
  );
}
