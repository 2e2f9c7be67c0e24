/** The table of annotations of the overview. Written by somebody else, so rows may be alike. */
import { countOf } from '../../format/size';
import type { ChartChange } from './chart-changes';
import styles from '../../components/plain-table.module.css';

/** Artifact Hub's list of changes, which stands above the tables in words. */
export const CHANGES_ANNOTATION = 'artifacthub.io/changes';

export interface AnnotationsTableProps {
  readonly annotations: Readonly<Record<string, string>>;
  /** Null where they could not be read: then the annotation stands here as it is. */
  readonly changes: readonly ChartChange[] | null;
}

export function AnnotationsTable({ annotations, changes }: AnnotationsTableProps) {
  return (
    <table className={styles.table}>
      <TableHead columns={['Key', 'Value']} />
      <tbody>
        {Object.entries(annotations).map(([key, value]) => (
          <tr key={key}>
            <th scope="row" className={styles.mono}>
              <bdi>{key}</bdi>
            </th>
            <td className={styles.mono}>
              {key === CHANGES_ANNOTATION && changes !== null ? (
                `${countOf(changes.length, 'entry', 'entries')}, shown above`
              ) : (
                <bdi>{value}</bdi>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TableHead({ columns }: { readonly columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}
