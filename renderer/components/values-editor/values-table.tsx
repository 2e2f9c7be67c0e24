/** Every value of a chart in one table: default, deployed, new. Search, only what is changed, and what is known of the chosen one. */
import { useId, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { pathKey, type ValuePath } from '../../values/helm-value';
import { shownRows } from '../../values/shown-rows';
import type { ValueProblem } from '../../values/values-check';
import type { ModelRow } from '../../values/values-model';
import { Switch } from '../choice';
import { DensityProvider } from '../density';
import { EmptyState } from '../empty-state';
import type { GridColumn } from '../grid-column';
import type { MenuEntry } from '../menu';
import { SearchField } from '../search-field';
import { useCopyText } from '../use-copy-text';
import { VirtualGrid, type GridHandle } from '../virtual-grid';
import { SecretsButton } from './secrets-button';
import { cellsOf, cellsWithDeployed } from './value-cells';
import { ValueHint } from './value-hint';
import { ValuesContext } from './values-context';
import styles from './values-editor.module.css';

export interface ValuesTableHandle {
  /** Shows the value, whatever is searched for, and gives its row the focus. */
  readonly goTo: (path: ValuePath) => void;
}

export interface ValuesTableProps {
  readonly rows: readonly ModelRow[];
  readonly hasDeployed: boolean;
  readonly problems: readonly ValueProblem[] | null;
  /** A text can't be read: until it is put right nothing can be changed here. */
  readonly isReadOnly: boolean;
  readonly showsSecrets: boolean;
  readonly onShowsSecrets: (showsSecrets: boolean) => void;
  /** The overrides of the editor say something of it. */
  readonly isInText: (row: ModelRow) => boolean;
  /** Of the values file that it comes from. */
  readonly fileNameOf: (row: ModelRow) => string | null;
  /** Gives a sentence where it is no value. */
  readonly onTyped: (row: ModelRow, typed: string) => string | null;
  readonly onUse: (row: ModelRow, yaml: string) => void;
  readonly onReset: (row: ModelRow) => void;
  readonly onShowInText: (row: ModelRow) => void;
  readonly ref?: Ref<ValuesTableHandle>;
}

const COLUMNS: readonly GridColumn[] = [
  { id: 'path', head: 'Path' },
  { id: 'type', head: 'Type', ...(styles.type === undefined ? {} : { className: styles.type }) },
  { id: 'default', head: 'Default' },
  { id: 'new', head: 'New' },
];
const COLUMNS_WITH_DEPLOYED: readonly GridColumn[] = [
  ...COLUMNS.slice(0, -1),
  { id: 'deployed', head: 'Deployed' },
  ...COLUMNS.slice(-1),
];

export function ValuesTable(props: ValuesTableProps) {
  const { rows, hasDeployed, isReadOnly, showsSecrets, onTyped, onUse, onReset, isInText, ref } = props;
  const [search, setSearch] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [editingKey, setEditingKey] = useState<string | null>(null);
  const [typedProblem, setTypedProblem] = useState<string | null>(null);
  const typedProblemId = useId();
  const grid = useRef<GridHandle>(null);
  const copyText = useCopyText();

  const problems = useMemo(
    () => new Map((props.problems ?? []).map((problem) => [pathKey(problem.path), problem])),
    [props.problems],
  );
  const shown = useMemo(
    () => shownRows(rows, { search, changedOnly, showsSecrets, keptKey: chosenKey }),
    [rows, search, changedOnly, showsSecrets, chosenKey],
  );
  const changedCount = useMemo(() => rows.filter(({ isChanged }) => isChanged).length, [rows]);
  const hasSecrets = useMemo(() => rows.some(({ isSecret }) => isSecret), [rows]);
  const chosen = useMemo(() => rows.find(({ key }) => key === chosenKey), [rows, chosenKey]);

  useImperativeHandle(ref, () => ({
    goTo(path) {
      flushSync(() => {
        setSearch('');
        setChangedOnly(false);
      });
      grid.current?.goTo(pathKey(path));
    },
  }));

  function edit(row: ModelRow): void {
    if (isReadOnly) return;
    setChosenKey(row.key);
    setTypedProblem(null);
    if (row.isCut) props.onShowInText(row);
    else setEditingKey(row.key);
  }

  function leave(toRow: boolean): void {
    setTypedProblem(null);
    setEditingKey(null);
    if (toRow) grid.current?.focus();
  }

  function enter(row: ModelRow, typed: string): boolean {
    const problem = onTyped(row, typed);
    setTypedProblem(problem);
    return problem === null;
  }

  function menuOf(row: ModelRow): readonly MenuEntry[] {
    const value = row.now ?? '';
    return [
      ...(isReadOnly ? [] : [{ label: 'Edit', onChoose: () => edit(row) }]),
      ...(isReadOnly || !isInText(row) ? [] : [{ label: 'Reset to the default', onChoose: () => onReset(row) }]),
      ...(isInText(row) ? [{ label: 'Show in the text', onChoose: () => props.onShowInText(row) }] : []),
      { label: 'Copy path', startsGroup: true, onChoose: () => copyText(row.path.join('.'), 'Path') },
      ...(row.now === null || row.isCut ? [] : [{ label: 'Copy value', onChoose: () => copyText(value, 'Value') }]),
    ];
  }

  const nameOf = (row: ModelRow): string => {
    const problem = problems.get(row.key);
    const value = row.isSecret && !showsSecrets ? 'hidden' : (row.now ?? 'removed');
    const words = [value.slice(0, 80), ...(row.isChanged ? ['changed'] : []), ...(problem ? [problem.message] : [])];
    return `${row.path.join('.')}: ${words.join(', ')}`;
  };

  return (
    <section aria-label="Values" className={styles.pane}>
      <div className={styles.head}>
        <SearchField
          label={`Search ${rows.length} values`}
          value={search}
          onValueChange={setSearch}
          onLeave={() => grid.current?.focus()}
        />
        <Switch checked={changedOnly} onCheckedChange={setChangedOnly}>
          Changed only
        </Switch>
        <span className={styles.count}>{changedCount}</span>
        {hasSecrets && <SecretsButton className={styles.end} isShown={showsSecrets} onShown={props.onShowsSecrets} />}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={rows.length === 0 ? 'No values' : search === '' ? 'Nothing is changed' : 'Nothing matches'}>
          {rows.length === 0
            ? 'This chart has none of its own. What you write at the left is given to it all the same.'
            : search === ''
              ? 'All values are those of the chart.'
              : 'No path, value, description or comment has that in it.'}
        </EmptyState>
      ) : (
        <DensityProvider value="compact">
          <ValuesContext value={{ showsSecrets, problems, chosenKey, editingKey, edit, enter, typedProblemId, leave }}>
            <VirtualGrid
              ref={grid}
              label="Values"
              className={hasDeployed ? styles.gridWithDeployed : styles.grid}
              columns={hasDeployed ? COLUMNS_WITH_DEPLOYED : COLUMNS}
              rows={shown}
              keyOf={keyOf}
              nameOf={nameOf}
              cellsOf={hasDeployed ? cellsWithDeployed : cellsOf}
              selectedKey={chosenKey ?? undefined}
              onSelect={({ key }) => setChosenKey(key)}
              onOpen={edit}
              onCopy={({ path }) => copyText(path.join('.'), 'Path')}
              menuOf={menuOf}
            />
          </ValuesContext>
        </DensityProvider>
      )}
      {chosen !== undefined && (
        <ValueHint
          row={chosen}
          problem={problems.get(chosen.key)}
          hides={chosen.isSecret && !showsSecrets}
          typedProblem={typedProblem}
          typedProblemId={typedProblemId}
          fileName={props.fileNameOf(chosen)}
          isReadOnly={isReadOnly}
          onUse={(yaml) => onUse(chosen, yaml)}
          onReset={isInText(chosen) ? () => onReset(chosen) : undefined}
        />
      )}
    </section>
  );
}

const keyOf = ({ key }: ModelRow): string => key;
