/** One schema: a tree with a search and what is known of the chosen place, or the text as it is. */
import { Braces } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import { Button } from '../../../components/button';
import { classNames } from '../../../components/class-names';
import { CodeView } from '../../../components/code-view/code-view';
import { EmptyState } from '../../../components/empty-state';
import { Notice } from '../../../components/notice';
import { SearchField } from '../../../components/search-field';
import { SkeletonRows } from '../../../components/skeleton-rows';
import { Tree } from '../../../components/tree/tree';
import { useRested } from '../../../components/use-rested';
import type { SchemaRow } from '../../../schema/schema-rows';
import { FileActions } from '../file-actions';
import { SchemaDetails } from './schema-details';
import { draftWords } from './schema-words';
import styles from './schema-view.module.css';
import { useSchema } from './use-schema';

export interface SchemaViewProps {
  readonly source: ArchiveSource;
  /** Of the file. */
  readonly path: string;
  /** Where the values of its chart stand. */
  readonly prefix: readonly string[];
  readonly text: string;
}

export function SchemaView({ source, path, prefix, text }: SchemaViewProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const [chosen, setChosen] = useState<SchemaRow | null>(null);
  const [shows, setShows] = useState<'tree' | 'text'>('tree');
  /** The tree begins anew at a row that was gone to, with the focus. */
  const [gone, setGone] = useState('');
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (gone !== '') tree.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, [gone]);
  const searched = useRested(search);
  const { shown, isTooLong } = useSchema(text, open, searched);
  const draft = shown?.head?.draft;
  const isBad = shown !== null && shown.head === null;
  const asText = shows === 'text' || isBad || isTooLong;

  function toggle({ key, isOpen }: SchemaRow): void {
    const next = new Set(open);
    if (isOpen === true) next.delete(key);
    else next.add(key);
    setOpen(next);
  }

  function goTo(key: string): void {
    const row = shown?.rows.find((each) => each.key === key);
    if (row === undefined) return;
    setChosen(row);
    setGone(key);
  }

  return (
    <div className={styles.view}>
      {isBad && (
        <Notice tone="danger" announced="politely">
          <strong>This is no schema.</strong> It isn&apos;t JSON, or something else than a map. Helm refuses the chart
          when it is installed.
        </Notice>
      )}
      {isTooLong && (
        <Notice tone="warning" announced="politely">
          <strong>Reading this schema takes too long.</strong> Its text is shown instead.
        </Notice>
      )}
      <div className={styles.head}>
        {!asText && <SearchField label="Search the schema" value={search} onValueChange={setSearch} />}
        <span className={styles.note}>{draft === undefined ? '' : draftWords(draft)}</span>
        {!isBad && !isTooLong && (
          <Button
            icon={Braces}
            aria-pressed={asText}
            className={styles.switch}
            onClick={() => setShows(asText ? 'tree' : 'text')}
          >
            Text
          </Button>
        )}
      </div>
      {asText ? (
        <CodeView
          label={path}
          text={text}
          head={
            <h2 className={styles.title}>
              <bdi title={path}>{path}</bdi>
            </h2>
          }
          actions={<FileActions source={source} path={path} />}
        />
      ) : shown === null ? (
        <div className={styles.waiting}>
          <SkeletonRows />
        </div>
      ) : (
        <div className={styles.panes}>
          <div ref={tree} className={styles.tree}>
            {shown.rows.length === 0 ? (
              <EmptyState title={searched === '' ? 'Nothing is asked for' : 'Nothing matches'}>
                {searched === ''
                  ? 'This schema says nothing of single values.'
                  : 'No path, description, type or choice has that in it.'}
              </EmptyState>
            ) : (
              <Tree
                key={gone}
                label="Schema"
                rows={shown.rows}
                contentOf={contentOf}
                chosenKey={chosen?.key}
                onChoose={setChosen}
                onToggle={toggle}
              />
            )}
            {shown.isCut && (
              <p className={styles.cut}>
                {searched === '' ? 'Only the first 5,000 rows are listed.' : 'There is more than was searched.'} The
                text has all of it.
              </p>
            )}
          </div>
          {shown.head !== null && (
            <SchemaDetails row={chosen} head={shown.head} prefix={prefix} onGoTo={goTo} key={chosen?.key ?? ''} />
          )}
        </div>
      )}
    </div>
  );
}

function contentOf({ name, kind, type, isRequired, note, references }: SchemaRow) {
  return (
    <>
      <bdi className={classNames(styles.name, kind === 'form' && styles.form)}>{name}</bdi>
      <span className={styles.type}>
        {type}
        {isRequired && <strong className={styles.required}> required</strong>}
        {note !== '' && references.length > 0 && ' ↗'}
      </span>
    </>
  );
}
