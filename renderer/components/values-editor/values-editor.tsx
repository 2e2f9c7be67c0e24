/** The overrides as YAML beside a table of every value of the chart. Whoever shows it owns the text; either side edits it. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChartValues } from '../../../shared/chart-content';
import { applyChange, type TextChange } from '../../values/edit-overrides';
import type { ValuePath } from '../../values/helm-value';
import { later } from '../../values/text-later';
import { typedValue } from '../../values/value-text';
import type { ValuesFiles } from '../../values/values-files';
import type { ModelRow } from '../../values/values-model';
import type { YamlEditorHandle } from '../code-editing/yaml-editor';
import { Notice } from '../notice';
import { SkeletonRows } from '../skeleton-rows';
import { useToast } from '../toast';
import { OverridesPane } from './overrides-pane';
import { useValues } from './use-values';
import { useValuesFiles } from './use-values-files';
import styles from './values-editor.module.css';
import { ValuesProblems } from './values-problems';
import { NO_VALUE_WORDS, ValuesTable, type ValuesTableHandle } from './values-table';

export interface ValuesEditorProps {
  /** As `charts.content` gives them; the same list from render to render. */
  readonly charts: readonly ChartValues[];
  /** The overrides of the deployed revision, YAML; null where nothing is deployed. */
  readonly deployed: string | null;
  /** The overrides, YAML. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Whoever shows it gives helm `wholeOverrides` of both. */
  readonly files: ValuesFiles;
  readonly onFiles: (files: ValuesFiles) => void;
  /** Offered when the text is saved for the first time. */
  readonly suggestedName: string;
}

export function ValuesEditor(props: ValuesEditorProps) {
  const { charts, deployed, text, onText, files, onFiles } = props;
  const use = useValuesFiles(props);
  const texts = useMemo(() => [...files.below.map((file) => file.text), text], [files.below, text]);
  const editedText = texts.length - 1;
  const { rows, isCut, faults, notes, problems } = useValues({ charts, deployed, texts });
  const editor = useRef<YamlEditorHandle>(null);
  const table = useRef<ValuesTableHandle>(null);
  const showToast = useToast();
  const [showsSecrets, setShowsSecrets] = useState(false);

  const marks = useMemo(
    () => [
      ...faults.filter((fault) => fault.text === editedText && fault.line !== null),
      ...(problems ?? []).flatMap(({ place, message }) =>
        place === null || place.text !== editedText ? [] : [{ ...place, message: sentenceOf(message) }],
      ),
    ],
    [faults, problems, editedText],
  );

  /** What is typed while a change of a long text is looked for comes first: it is looked for anew then. */
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  }, [text]);

  async function make(find: (of: string) => Promise<TextChange | null>, path: ValuePath): Promise<void> {
    for (;;) {
      const of = newest.current;
      const change = await find(of);
      if (change === null) {
        showToast({
          tone: 'warning',
          text: 'This can be changed in the text only: other values depend on how it is written.',
        });
        return showInText(path);
      }
      if (editor.current?.change(of, change) === true) return;
      // Without an editor, as long as it is being loaded, nobody types.
      if (editor.current === null) return onText(applyChange(of, change));
      // The newest text is drawn, and known here, in a moment.
      await new Promise(requestAnimationFrame);
    }
  }

  async function showInText(path: ValuePath): Promise<void> {
    const line = await later('lineOfValue', newest.current, path);
    if (line !== null) editor.current?.goToLine(line);
  }

  const set = (path: ValuePath, yaml: string): void => void make((of) => later('setOverride', of, path, yaml), path);
  const reset = (path: ValuePath): void => void make((of) => later('removeOverride', of, path), path);

  function onTyped({ path, hint }: ModelRow, typed: string): string | null {
    const value = typedValue(typed, hint.kind);
    if (value === null) return NO_VALUE_WORDS;
    set(path, value.yaml);
    return null;
  }

  return (
    <div className={styles.editor}>
      <ValuesProblems
        faults={faults}
        problems={problems}
        editedText={editedText}
        fileNames={files.below.map(({ name }) => name)}
        onLine={(line) => editor.current?.goToLine(line)}
        onRow={({ path }) => table.current?.goTo(path)}
      />
      {use.failure !== null && (
        <Notice tone="danger" announced="at-once" onDismiss={use.putAway}>
          <strong>{use.failure.message}</strong> {use.failure.why}
        </Notice>
      )}
      {notes.map((note) => (
        <Notice key={note} tone="warning">
          {note}
        </Notice>
      ))}
      <div className={styles.panes}>
        <OverridesPane
          ref={editor}
          text={text}
          onText={onText}
          marks={marks}
          files={files}
          onFiles={onFiles}
          use={use}
          showsSecrets={showsSecrets}
          onShowsSecrets={setShowsSecrets}
        />
        {rows === null ? (
          <section aria-label="Values" className={styles.pane}>
            {faults.length === 0 && <SkeletonRows />}
          </section>
        ) : (
          <ValuesTable
            ref={table}
            rows={rows}
            showsSecrets={showsSecrets}
            onShowsSecrets={setShowsSecrets}
            editing={{
              hasDeployed: deployed !== null,
              problems,
              isReadOnly: faults.length > 0,
              fileNameOf: ({ origin }) => (origin === null ? null : (files.below[origin]?.name ?? null)),
              onTyped,
              unfinished: files.unfinished ?? null,
              onUnfinished: (unfinished) => onFiles({ ...files, unfinished }),
              onUse: ({ path }, yaml) => set(path, yaml),
              onReset: ({ path }) => reset(path),
            }}
            isInText={({ origin }) => origin === editedText}
            onShowInText={({ path }) => void showInText(path)}
          />
        )}
      </div>
      <p className={styles.foot}>
        {isCut && 'The table shows the first 20,000 values only. '}
        {problems === null && "The chart's schema can't be checked here; Helm checks it at the preview."}
      </p>
    </div>
  );
}

function sentenceOf(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
