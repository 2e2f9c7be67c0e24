/**
 * Every value of a chart in one table: to be read, or with what is deployed and a new value that is edited in place. Search, only what
 * is changed, and what is known of the chosen one.
 */
import {
  useEffect,
  useEffectEvent,
  type FocusEvent,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react';
import { flushSync } from 'react-dom';
import { pathKey, type ValuePath } from '../../values/helm-value';
import { shownRows } from '../../values/shown-rows';
import type { ValueProblem } from '../../values/values-check';
import { UNFINISHED_FIELD_ID, type UnfinishedValue } from '../../values/values-files';
import type { ModelRow } from '../../values/values-model';
import { Switch } from '../choice';
import { CopyButton } from '../copy-button';
import { DensityProvider } from '../density';
import { EmptyState } from '../empty-state';
import type { GridColumn } from '../grid-column';
import type { MenuEntry } from '../menu';
import { SearchField } from '../search-field';
import { useCopyText } from '../use-copy-text';
import { VirtualGrid, type GridHandle } from '../virtual-grid';
import { SecretsButton } from './secrets-button';
import { cellsOf, cellsOfDefaults, cellsSetAround, cellsWithDeployed } from './value-cells';
import { ValueHint } from './value-hint';
import { ValuesContext } from './values-context';
import styles from './values-editor.module.css';

export interface ValuesTableHandle {
  /** Shows the value, whatever is searched for, and gives its row the focus. */
  readonly goTo: (path: ValuePath) => void;
  /** Chooses it; the focus stays where it is. */
  readonly show: (path: ValuePath) => void;
}

export interface ValuesEditing {
  readonly hasDeployed: boolean;
  readonly problems: readonly ValueProblem[] | null;
  /** A text can't be read: until it is put right nothing can be changed here. */
  readonly isReadOnly: boolean;
  /** Of the values file that it comes from. */
  readonly fileNameOf: (row: ModelRow) => string | null;
  /** Gives a sentence where it is no value. */
  readonly onTyped: (row: ModelRow, typed: string) => string | null;
  /** Null: nothing is typed that is no value. */
  readonly unfinished: UnfinishedValue | null;
  readonly onUnfinished: (unfinished: UnfinishedValue | null) => void;
  readonly onUse: (row: ModelRow, yaml: string) => void;
  readonly onReset: (row: ModelRow) => void;
}

export interface ValuesTableProps {
  readonly rows: readonly ModelRow[];
  readonly showsSecrets: boolean;
  /** Left out where nothing is hidden: what a chart says itself is public. */
  readonly onShowsSecrets?: (showsSecrets: boolean) => void;
  /** Absent where the values are only read. */
  readonly editing?: ValuesEditing;
  /** Some defaults are not those that count, since a chart around sets others. */
  readonly isSetAround?: boolean;
  /** The text beside it says something of it. */
  readonly isInText: (row: ModelRow) => boolean;
  readonly onShowInText: (row: ModelRow) => void;
  readonly onChosen?: (row: ModelRow) => void;
  /** Further things to copy of a value. */
  readonly copies?: readonly ValueCopy[];
  readonly ref?: Ref<ValuesTableHandle>;
}

export interface ValueCopy {
  /** Begins the sentence: `Path copied.` */
  readonly what: string;
  readonly labelOf: (row: ModelRow) => string;
  /** Null where the value has none of it. */
  readonly textOf: (row: ModelRow) => string | null;
}

/** Of what was typed into a cell. */
export const NO_VALUE_WORDS = 'This is no value on one line of YAML. Quote it, or write it in the text.';

const NO_COPIES: readonly ValueCopy[] = [];

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
const COLUMNS_OF_DEFAULTS: readonly GridColumn[] = COLUMNS.slice(0, -1);
const COLUMNS_SET_AROUND: readonly GridColumn[] = [...COLUMNS_OF_DEFAULTS, { id: 'set', head: 'Set by its chart' }];

/** How the table looks for what it is for. */
function lookOf(editing: ValuesEditing | undefined, isSetAround: boolean) {
  if (editing?.hasDeployed === true) {
    return { columns: COLUMNS_WITH_DEPLOYED, cellsOf: cellsWithDeployed, className: styles.gridWithDeployed };
  }
  if (editing !== undefined) return { columns: COLUMNS, cellsOf, className: styles.grid };
  return isSetAround
    ? { columns: COLUMNS_SET_AROUND, cellsOf: cellsSetAround, className: styles.gridSetAround }
    : { columns: COLUMNS_OF_DEFAULTS, cellsOf: cellsOfDefaults, className: styles.gridOfDefaults };
}

export function ValuesTable(props: ValuesTableProps) {
  const {
    rows,
    editing,
    isSetAround = false,
    isInText,
    showsSecrets,
    onShowsSecrets,
    onChosen,
    copies = NO_COPIES,
    ref,
  } = props;
  const isReadOnly = editing?.isReadOnly ?? true;
  const [search, setSearch] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const unfinished = editing?.unfinished ?? null;
  const unfinishedKey = unfinished === null ? null : pathKey(unfinished.path);
  const [chosenKey, setChosenKey] = useState(unfinishedKey);
  const [editingKey, setEditingKey] = useState(unfinishedKey);
  const [typedProblem, setTypedProblem] = useState(unfinishedKey === null ? null : NO_VALUE_WORDS);
  const typedProblemId = useId();
  const grid = useRef<GridHandle>(null);
  const section = useRef<HTMLElement>(null);
  const copyText = useCopyText();

  const problems = useMemo(
    () => new Map((editing?.problems ?? []).map((problem) => [pathKey(problem.path), problem])),
    [editing?.problems],
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
    show(path) {
      setChosenKey(pathKey(path));
      grid.current?.show(pathKey(path));
    },
  }));

  const firstKey = useRef(unfinishedKey);
  useEffect(() => {
    if (firstKey.current !== null) grid.current?.show(firstKey.current);
  }, []);
  // Its value may go while the text is written: then there is nowhere to put it right.
  const isGone = unfinishedKey !== null && !rows.some(({ key }) => key === unfinishedKey);
  const onGone = useEffectEvent(() => editing?.onUnfinished(null));
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone]);

  /** To the field of what is unfinished, whatever is searched for. */
  function goToUnfinished(): void {
    if (unfinishedKey === null) return;
    flushSync(() => {
      setSearch('');
      setChangedOnly(false);
      setChosenKey(unfinishedKey);
      setEditingKey(unfinishedKey);
      setTypedProblem(NO_VALUE_WORDS);
    });
    flushSync(() => grid.current?.show(unfinishedKey));
    section.current?.querySelector<HTMLElement>('input[aria-invalid=true]')?.focus();
  }

  function choose(row: ModelRow): void {
    setChosenKey(row.key);
    onChosen?.(row);
  }

  function edit(row: ModelRow): void {
    if (editing === undefined) props.onShowInText(row);
    if (isReadOnly) return;
    // One at a time: what is unfinished would be forgotten.
    if (unfinishedKey !== null && unfinishedKey !== row.key) return goToUnfinished();
    setChosenKey(row.key);
    setTypedProblem(null);
    if (row.isCut) props.onShowInText(row);
    else setEditingKey(row.key);
  }

  function leave(toRow: boolean): void {
    setTypedProblem(null);
    setEditingKey(null);
    if (unfinished !== null) editing?.onUnfinished(null);
    if (toRow) grid.current?.focus();
  }

  function enter(row: ModelRow, typed: string): boolean {
    const problem = editing?.onTyped(row, typed) ?? null;
    setTypedProblem(problem);
    if (problem !== null) editing?.onUnfinished({ path: row.path, typed });
    return problem === null;
  }

  function menuOf(row: ModelRow): readonly MenuEntry[] {
    const value = row.now ?? '';
    const onReset = editing?.onReset;
    return [
      ...(isReadOnly ? [] : [{ label: 'Edit', onChoose: () => edit(row) }]),
      ...(isReadOnly || onReset === undefined || !isInText(row)
        ? []
        : [{ label: 'Reset to the default', onChoose: () => onReset(row) }]),
      ...(isInText(row) ? [{ label: 'Show in the text', onChoose: () => props.onShowInText(row) }] : []),
      { label: 'Copy path', startsGroup: true, onChoose: () => copyText(row.path.join('.'), 'Path') },
      ...copies.flatMap(({ labelOf, textOf, what }) => {
        const text = textOf(row);
        return text === null ? [] : [{ label: labelOf(row), onChoose: () => copyText(text, what) }];
      }),
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
    <section
      ref={section}
      aria-label="Values"
      className={styles.pane}
      {...(unfinished === null
        ? {}
        : {
            id: UNFINISHED_FIELD_ID,
            tabIndex: -1,
            onFocus: ({ target, currentTarget }: FocusEvent) => {
              if (target === currentTarget) goToUnfinished();
            },
          })}
    >
      <div className={styles.head}>
        <SearchField
          label={`Search ${rows.length} values`}
          value={search}
          onValueChange={setSearch}
          onLeave={() => grid.current?.focus()}
        />
        {editing !== undefined && (
          <>
            <Switch checked={changedOnly} onCheckedChange={setChangedOnly}>
              Changed only
            </Switch>
            <span className={styles.count}>{changedCount}</span>
          </>
        )}
        {hasSecrets && onShowsSecrets !== undefined && (
          <SecretsButton className={styles.end} isShown={showsSecrets} onShown={onShowsSecrets} />
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={rows.length === 0 ? 'No values' : search === '' ? 'Nothing is changed' : 'Nothing matches'}>
          {rows.length === 0
            ? editing === undefined
              ? 'This chart has none of its own.'
              : 'This chart has none of its own. What you write at the left is given to it all the same.'
            : search === ''
              ? 'All values are those of the chart.'
              : 'No path, value, description or comment has that in it.'}
        </EmptyState>
      ) : (
        <DensityProvider value="compact">
          <ValuesContext
            value={{ showsSecrets, problems, chosenKey, editingKey, edit, unfinished, enter, typedProblemId, leave }}
          >
            <VirtualGrid
              ref={grid}
              label="Values"
              {...lookOf(editing, isSetAround)}
              rows={shown}
              keyOf={keyOf}
              nameOf={nameOf}
              selectedKey={chosenKey ?? undefined}
              onSelect={choose}
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
          fileName={editing?.fileNameOf(chosen) ?? null}
          onUse={isReadOnly || editing === undefined ? undefined : (yaml) => editing.onUse(chosen, yaml)}
          onReset={isReadOnly || editing === undefined || !isInText(chosen) ? undefined : () => editing.onReset(chosen)}
          actions={
            copies.length === 0
              ? undefined
              : [PATH_COPY, ...copies].map((copy) => <CopyOf key={copy.what} row={chosen} copy={copy} />)
          }
        />
      )}
    </section>
  );
}

const PATH_COPY: ValueCopy = { what: 'Path', labelOf: () => 'Copy path', textOf: ({ path }) => path.join('.') };

function CopyOf({ row, copy: { labelOf, textOf } }: { readonly row: ModelRow; readonly copy: ValueCopy }) {
  const text = textOf(row);
  return text === null ? null : <CopyButton size="small" text={text} label={labelOf(row)} />;
}

const keyOf = ({ key }: ModelRow): string => key;
