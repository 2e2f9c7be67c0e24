/** Which chart stands on a side: another version of the repository, or any reference that is typed or pasted. */
import { useQuery } from '@tanstack/react-query';
import { formatReference, tagToVersion, type Reference } from '../../../shared/reference';
import { MiddleCut } from '../../components/middle-cut';
import { Picker } from '../../components/picker';
import { cutReference, shortDigest } from '../../format/middle-cut';
import { parsePlace } from '../../places';
import { versionsQuery } from '../../version-list';
import styles from './compare.module.css';

export interface SidePickerProps {
  readonly label: string;
  readonly place: Reference | null;
  /** The other side: while nothing is chosen its versions are offered. */
  readonly like: Reference | null;
  readonly onChoose: (place: Reference) => void;
}

export function SidePicker({ label, place, like, onChoose }: SidePickerProps) {
  const near = place ?? like;
  const { data: list } = useQuery({
    ...versionsQuery(near?.address ?? '', near?.repository ?? ''),
    enabled: near !== null,
  });
  const tags = new Map((list?.versions ?? []).map(({ version, tag }) => [version, tag]));
  const value = place === null ? '' : versionOf(place);

  function choose(item: string): void {
    const typed = chartOf(item);
    const tag = tags.get(item);
    if (near !== null && tag !== undefined) onChoose({ address: near.address, repository: near.repository, tag });
    else if (typed !== null) onChoose(typed);
  }

  return (
    <div className={styles.side}>
      <Picker
        label={label}
        showsLabel
        filterLabel="Filter versions, or paste a reference"
        items={value === '' || tags.has(value) ? [...tags.keys()] : [value, ...tags.keys()]}
        value={value}
        placeholder="Choose a version"
        takesOther={(typed) => chartOf(typed) !== null}
        onChoose={choose}
      />
      <div className={styles.reference}>
        {near !== null && (
          <MiddleCut
            text={cutReference(place === null ? `${near.address}/${near.repository}` : formatReference(place))}
          />
        )}
      </div>
    </div>
  );
}

function versionOf({ tag, digest }: Reference): string {
  return digest !== undefined ? shortDigest(digest) : tagToVersion(tag ?? '');
}

/** Null for what names no version. */
function chartOf(text: string): Reference | null {
  const place = parsePlace(text);
  return place?.kind === 'chart' ? place.reference : null;
}
