/** One row of virtual-grid.tsx and its cells, which are drawn again only when the row itself changed. */
import { useMemo, type ReactNode } from 'react';
import { classNames } from './class-names';
import { dropDestination } from './drop-destination';
import list from './list-row.module.css';
import styles from './virtual-grid.module.css';

interface GridRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly name: string;
  /** px from the top of the list. */
  readonly top: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** `host/path` that charts dropped on the row go to. */
  readonly destination: string | null;
  readonly cellsOf: (row: Row) => ReactNode;
}

export function GridRow<Row>({
  row,
  index,
  name,
  top,
  isSelected,
  isTabStop,
  destination,
  cellsOf,
}: GridRowProps<Row>) {
  const cells = useMemo(() => cellsOf(row), [cellsOf, row]);
  return (
    <tr
      data-row={index}
      // The head is row 1.
      aria-rowindex={index + 2}
      aria-label={name}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      {...dropDestination(destination)}
      className={classNames(list.row, styles.row)}
      style={{ transform: `translateY(${top}px)` }}
    >
      {cells}
    </tr>
  );
}

export interface GridCellProps {
  readonly children?: ReactNode;
  readonly align?: 'start' | 'end';
  /** As on the column. */
  readonly className?: string | undefined;
}

export function GridCell({ children, align = 'start', className }: GridCellProps) {
  return <td className={classNames(styles.cell, align === 'end' && styles.end, className)}>{children}</td>;
}

/** The cell that names the row: stronger than the others. */
export function GridNameCell({ children }: { readonly children: ReactNode }) {
  return (
    <th scope="row" className={classNames(styles.cell, styles.name)}>
      {children}
    </th>
  );
}
