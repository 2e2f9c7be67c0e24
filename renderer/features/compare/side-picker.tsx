/** Which chart stands on a side: another version of the repository, any reference that is typed or pasted, or a file. */
import { useQuery } from '@tanstack/react-query';
import { formatReference, tagToVersion, type Reference } from '../../../shared/reference';
import { parseSide, type ChartSide } from '../../chart-side';
import { MiddleCut } from '../../components/middle-cut';
import { Picker } from '../../components/picker';
import { cutReference, shortDigest } from '../../format/middle-cut';
import { localChartQuery } from '../../local-chart';
import { versionsQuery } from '../../version-list';
import { ChooseFile } from './choose-file';
import styles from './compare.module.css';

export interface SidePickerProps {
  readonly label: string;
  readonly side: ChartSide | null;
  /** The other side: while no version is chosen its versions are offered. */
  readonly like: ChartSide | null;
  readonly onChoose: (side: ChartSide) => void;
}

export function SidePicker({ label, side, like, onChoose }: SidePickerProps) {
  const near = placeOf(side) ?? placeOf(like);
  const { data: list } = useQuery({
    ...versionsQuery(near?.address ?? '', near?.repository ?? ''),
    enabled: near !== null,
  });
  const { data: file } = useQuery(localChartQuery(side?.kind === 'file' ? side.fileId : null));
  const tags = new Map((list?.versions ?? []).map(({ version, tag }) => [version, tag]));
  const value = side === null ? '' : side.kind === 'registry' ? versionOf(side.place) : fileWords(file);

  function choose(item: string): void {
    const typed = parseSide(item);
    const tag = tags.get(item);
    if (near !== null && tag !== undefined) {
      onChoose({ kind: 'registry', place: { address: near.address, repository: near.repository, tag } });
    } else if (typed !== null) onChoose(typed);
  }

  return (
    <div className={styles.side}>
      <Picker
        label={label}
        showsLabel
        filterLabel="Filter versions, or paste a reference"
        items={value === '' || tags.has(value) ? [...tags.keys()] : [value, ...tags.keys()]}
        value={value}
        placeholder={near === null ? 'Paste a reference' : 'Choose a version'}
        takesOther={(typed) => parseSide(typed) !== null}
        onChoose={choose}
      />
      <div className={styles.reference}>
        {side?.kind === 'file'
          ? file !== undefined && <MiddleCut text={cutReference(file.fileName)} />
          : near !== null && (
              <MiddleCut
                text={cutReference(side === null ? `${near.address}/${near.repository}` : formatReference(side.place))}
              />
            )}
        <ChooseFile label={`Open a file… as ${label}`} onChoose={(fileId) => onChoose({ kind: 'file', fileId })} />
      </div>
    </div>
  );
}

function placeOf(side: ChartSide | null): Reference | null {
  return side?.kind === 'registry' ? side.place : null;
}

function versionOf({ tag, digest }: Reference): string {
  return digest !== undefined ? shortDigest(digest) : tagToVersion(tag ?? '');
}

interface NamedFile {
  readonly fileName: string;
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** While nothing is known of it, that it is one. */
function fileWords(file: NamedFile | undefined): string {
  if (file === undefined) return 'A file';
  const { fileName, name, version } = file;
  return name === undefined || version === undefined ? fileName : `${name} ${version}`;
}
