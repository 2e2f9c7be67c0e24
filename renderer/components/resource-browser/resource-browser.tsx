/** The objects of a manifest: a list by kind and name with a filter, and the one that is chosen, to be read, searched and copied. */
import { useMemo, useState, type ReactNode } from 'react';
import { countOf } from '../../format/size';
import { EmptyState } from '../empty-state';
import type { GridColumn } from '../grid-column';
import { GridCell, GridNameCell } from '../grid-row';
import { SearchField } from '../search-field';
import { VirtualGrid } from '../virtual-grid';
import { CodeView } from '../code-view/code-view';
import styles from './resource-browser.module.css';
import { resourceRows, WHOLE_KEY, type ListedResource, type ResourceRow } from './resource-rows';

export interface ResourceBrowserProps {
  /** One at least. */
  readonly resources: readonly ListedResource[];
  /** All of them in one text. */
  readonly whole: string;
  /** Further buttons beside the text. */
  readonly actions?: ReactNode;
}

const COLUMNS: readonly GridColumn[] = [
  { id: 'kind', head: 'Kind', sorted: 'ascending' },
  { id: 'name', head: 'Name' },
];

export function ResourceBrowser({ resources, whole, actions }: ResourceBrowserProps) {
  const [filter, setFilter] = useState('');
  const [chosenKey, setChosenKey] = useState(WHOLE_KEY);
  const rows = useMemo(() => resourceRows(resources, whole, filter), [resources, whole, filter]);
  const chosen = rows.find(({ key }) => key === chosenKey) ?? rows[0];
  return (
    <div className={styles.browser}>
      <div className={styles.list}>
        <div className={styles.listHead}>
          <SearchField label="Filter resources" value={filter} onValueChange={setFilter} />
          <span className={styles.count}>{countOf(resources.length, 'resource')}</span>
        </div>
        {rows.length === 0 ? (
          <EmptyState title="Nothing matches">No kind, name or template has that in it.</EmptyState>
        ) : (
          <VirtualGrid
            label="Resources"
            className={styles.grid}
            columns={COLUMNS}
            rows={rows}
            keyOf={keyOf}
            nameOf={nameOf}
            cellsOf={cellsOf}
            selectedKey={chosen?.key}
            onSelect={({ key }) => setChosenKey(key)}
            onOpen={({ key }) => setChosenKey(key)}
          />
        )}
      </div>
      {chosen !== undefined && (
        <CodeView
          label={chosen.key === WHOLE_KEY ? 'All manifests' : `${chosen.kind} ${chosen.name}`}
          text={chosen.text}
          head={
            <>
              <h2 className={styles.title}>
                <bdi>{chosen.name}</bdi>
              </h2>{' '}
              <span className={styles.source}>
                <bdi>{chosen.note}</bdi>
              </span>
            </>
          }
          actions={actions}
        />
      )}
    </div>
  );
}

const keyOf = ({ key }: ResourceRow): string => key;
const nameOf = ({ key, kind, name }: ResourceRow): string => (key === WHOLE_KEY ? name : `${kind} ${name}`);

function cellsOf({ key, kind, name }: ResourceRow) {
  return (
    <>
      <GridCell>{key === WHOLE_KEY ? '' : <bdi>{kind}</bdi>}</GridCell>
      <GridNameCell>
        <bdi title={name}>{name}</bdi>
      </GridNameCell>
    </>
  );
}
