/** The cells of one value: its path, type, default, what is deployed, and the new value, which can be edited in place. */
import { CircleAlert } from 'lucide-react';
import { use, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { MASK } from '../../values/mask-secrets';
import type { ModelRow } from '../../values/values-model';
import { classNames } from '../class-names';
import { GridCell, GridNameCell } from '../grid-row';
import { Icon } from '../icon';
import { ValuesContext } from './values-context';
import styles from './values-editor.module.css';

export function cellsOf(row: ModelRow) {
  return (
    <Cells row={row}>
      <NewValue row={row} />
    </Cells>
  );
}

export function cellsWithDeployed(row: ModelRow) {
  return (
    <Cells row={row}>
      <OtherValue text={row.deployed} isSaid={row.deployed !== null} isSecret={row.isSecret} />
      <NewValue row={row} />
    </Cells>
  );
}

export function cellsOfDefaults(row: ModelRow) {
  return <Cells row={row} />;
}

/** What the chart around makes of it, where that is another value. */
export function cellsSetAround(row: ModelRow) {
  const { isChanged, now, isSecret } = row;
  return (
    <Cells row={row}>
      <OtherValue text={isChanged ? (now ?? 'removed') : null} isSaid={isChanged} isSecret={isSecret} />
    </Cells>
  );
}

function useHides(isSecret: boolean): boolean {
  const { showsSecrets } = use(ValuesContext);
  return isSecret && !showsSecrets;
}

function Cells({ row, children }: { readonly row: ModelRow; readonly children?: ReactNode }) {
  const hides = useHides(row.isSecret);
  return (
    <>
      <GridNameCell>
        <ValuePathText path={row.path} />
      </GridNameCell>
      <GridCell className={styles.type}>{row.hint.type}</GridCell>
      <GridCell className={styles.value}>
        <ValueText text={row.byDefault} hides={hides} />
      </GridCell>
      {children}
    </>
  );
}

interface OtherValueProps {
  readonly text: string | null;
  readonly isSaid: boolean;
  readonly isSecret: boolean;
}

function OtherValue({ text, isSaid, isSecret }: OtherValueProps) {
  return (
    <GridCell className={classNames(styles.value, isSaid && styles.said)}>
      <ValueText text={text} hides={useHides(isSecret)} />
    </GridCell>
  );
}

/** The last key is what tells it from its neighbours: the others yield. */
function ValuePathText({ path }: { readonly path: readonly string[] }) {
  const above = path.slice(0, -1).map((key) => `${key}.`);
  return (
    <bdi className={styles.path} title={path.join('.')}>
      {above.length > 0 && <span className={styles.above}>{above.join('')}</span>}
      <span className={styles.key}>{path.at(-1)}</span>
    </bdi>
  );
}

/** `""` hides nothing. */
export function shownValue(text: string | null, hides: boolean): string | null {
  return hides && text !== null && text !== '""' && text !== 'null' ? MASK : text;
}

function ValueText({ text, hides }: { readonly text: string | null; readonly hides: boolean }) {
  const shown = shownValue(text, hides);
  if (shown === null) return <span aria-label="none">·</span>;
  return <bdi title={shown}>{shown}</bdi>;
}

function NewValue({ row }: { readonly row: ModelRow }) {
  const hides = useHides(row.isSecret);
  const { chosenKey, editingKey, edit, problems } = use(ValuesContext);
  if (editingKey === row.key) {
    return (
      <GridCell className={styles.fieldCell}>
        <ValueField row={row} hides={hides} />
      </GridCell>
    );
  }
  const problem = problems.get(row.key);
  const shown = shownValue(row.now, hides) ?? 'removed';
  const path = row.path.join('.');
  const look = {
    title: problem === undefined ? shown : `${path} ${problem.message}`,
    className: classNames(
      styles.newValue,
      row.isChanged && styles.changed,
      row.now === null && styles.removed,
      problem !== undefined && styles.wrong,
    ),
  };
  const content = (
    <>
      <bdi className={styles.newText}>{shown}</bdi>
      {problem !== undefined && <Icon icon={CircleAlert} size={14} />}
    </>
  );
  return (
    <GridCell className={styles.fieldCell}>
      {chosenKey === row.key ? (
        // The row has the focus, and Enter edits: the button is for the pointer.
        <button type="button" tabIndex={-1} aria-label={`Edit ${path}: ${shown}`} {...look} onClick={() => edit(row)}>
          {content}
        </button>
      ) : (
        <span {...look}>{content}</span>
      )}
    </GridCell>
  );
}

function ValueField({ row, hides }: { readonly row: ModelRow; readonly hides: boolean }) {
  const { enter, leave, unfinished, typedProblemId } = use(ValuesContext);
  const before = row.now ?? '';
  const [typed, setTyped] = useState(unfinished?.typed ?? before);
  const [isWrong, setWrong] = useState(unfinished !== null);
  const field = useRef<HTMLInputElement>(null);
  /** What leaving by the focus would do is done. */
  const isLeft = useRef(false);
  useEffect(() => field.current?.select(), []);

  function finish(toRow: boolean): void {
    if (typed !== before && !enter(row, typed)) {
      setWrong(true);
      return;
    }
    isLeft.current = true;
    leave(toRow);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const hasModifier = event.ctrlKey || event.metaKey;
    // The rows would take these keys for themselves; the window's own go on.
    if (!hasModifier || event.key.toLowerCase() === 'c') event.stopPropagation();
    if (event.key === 'Enter') {
      finish(!hasModifier);
    } else if (event.key === 'Escape') {
      isLeft.current = true;
      leave(true);
    } else return;
    if (!hasModifier) event.preventDefault();
  }

  return (
    <input
      ref={field}
      type={hides ? 'password' : 'text'}
      aria-label={`New value of ${row.path.join('.')}`}
      aria-invalid={isWrong}
      aria-describedby={isWrong ? typedProblemId : undefined}
      className={styles.field}
      value={typed}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (!isLeft.current) finish(false);
      }}
    />
  );
}
