/** A column of virtual-grid.tsx and its head, a button where the column can be sorted by. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './virtual-grid.module.css';

export interface GridColumn {
  readonly id: string;
  readonly head: string;
  /** Numbers stand at the end, with their head. */
  readonly align?: 'start' | 'end';
  /** Present on the column that the rows are sorted by. */
  readonly sorted?: 'ascending' | 'descending';
  readonly onSort?: () => void;
  /** Both on the head and on the column's cells, to hide them in narrow places. */
  readonly className?: string | undefined;
}

export function ColumnHead({ column }: { readonly column: GridColumn }) {
  const { head, sorted, onSort } = column;
  const content = (
    <>
      {head}
      {sorted && <Icon icon={sorted === 'ascending' ? ArrowUp : ArrowDown} size={14} />}
    </>
  );
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={classNames(styles.columnHead, column.align === 'end' && styles.end, column.className)}
    >
      {onSort ? (
        <button type="button" className={styles.sort} onClick={onSort}>
          {content}
        </button>
      ) : (
        content
      )}
    </th>
  );
}
