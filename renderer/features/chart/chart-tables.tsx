/** The tables of the overview: dependencies and annotations. Written by somebody else, so rows may be alike. */
import type { Dependency } from '../../../shared/chart';
import { countOf } from '../../format/size';
import type { ChartChange } from './chart-changes';
import styles from '../../components/plain-table.module.css';

/** Artifact Hub's list of changes, which stands above the tables in words. */
export const CHANGES_ANNOTATION = 'artifacthub.io/changes';

export function DependenciesTable({ dependencies }: { readonly dependencies: readonly Dependency[] }) {
  return (
    <table className={styles.table}>
      <TableHead columns={['Name', 'Version', 'Repository', 'Condition']} />
      <tbody>
        {dependencies.map(({ name, alias, version, repository, condition }, index) => (
          <tr key={index}>
            <th scope="row">
              <bdi>{alias === undefined ? name : `${alias} (${name})`}</bdi>
            </th>
            <td>
              <bdi>{version ?? ''}</bdi>
            </td>
            <td>
              <bdi>{repository ?? ''}</bdi>
            </td>
            <td className={styles.mono}>
              <bdi>{condition ?? ''}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
