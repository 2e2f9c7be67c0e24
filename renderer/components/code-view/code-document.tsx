/** The text of code-view.tsx in CodeMirror: a part of its own, loaded when the first document is shown. */
import { yaml } from '@codemirror/lang-yaml';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { cspNonce } from '../../csp-nonce';
import { codeTheme } from '../code-editing/code-theme';
import { litLine, lightLine } from '../code-editing/lit-line';
import { templateActions } from '../code-editing/template-actions';
import { yamlScalars } from '../code-editing/yaml-scalars';
import styles from './code-view.module.css';

/** JSON is YAML here. `template`: YAML with what Helm runs in it. */
export type CodeLanguage = 'yaml' | 'template' | 'text';

export interface CodeDocumentHandle {
  /** Opens the search, or goes back to its field. */
  readonly find: () => void;
  /** Counted from 1: the cursor and the focus go there. */
  readonly goToLine: (line: number) => void;
}

export interface CodeDocumentProps {
  /** Accessible name. */
  readonly label: string;
  readonly text: string;
  readonly language: CodeLanguage;
  /** Counted from 1: brought into sight, with the cursor on it and the focus in the text, when this text is shown first. */
  readonly line?: number | undefined;
  /** Counted from 1: lit and in sight, while the focus stays where it is. */
  readonly litLine?: number | undefined;
  /** The user put the cursor on this line. */
  readonly onLine?: ((line: number) => void) | undefined;
  /** What belongs to this text alone, such as hints. The same one as long as it means the same. */
  readonly extension?: Extension | undefined;
  readonly ref?: Ref<CodeDocumentHandle>;
}

export function CodeDocument(props: CodeDocumentProps) {
  const { label, text, language, line, litLine: lit, extension, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  useImperativeHandle(ref, () => ({
    find: () => void (view.current && openSearchPanel(view.current)),
    goToLine: (at) => view.current !== null && goToLine(view.current, at),
  }));
  const tellLine = useEffectEvent((at: number) => props.onLine?.(at));

  const shown = useRef<CodeDocumentProps>(null);
  const begin = useEffectEvent((parent: HTMLElement) => {
    shown.current = props;
    return new EditorView({ parent, state: stateOf(props, tellLine) });
  });
  const show = useEffectEvent((editor: EditorView) => {
    const before = shown.current;
    shown.current = props;
    // A state of its own for each text: place, search and parse tree of the last one mean nothing here.
    const isSame =
      before?.text === text && before.label === label && before.language === language && before.extension === extension;
    if (!isSame) editor.setState(stateOf(props, tellLine));
    if (!isSame || before.line !== line) goToLine(editor, line);
    if (!isSame || before.litLine !== lit) lightLine(editor, lit);
  });
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const opened = begin(host.current);
    view.current = opened;
    goToLine(opened, shown.current?.line);
    lightLine(opened, shown.current?.litLine);
    return () => {
      shown.current = null;
      opened.destroy();
    };
  }, []);
  useEffect(() => {
    if (view.current !== null) show(view.current);
  });

  return <div ref={host} className={styles.document} />;
}

function goToLine(editor: EditorView, line: number | undefined): void {
  if (line === undefined) return;
  const { from } = editor.state.doc.line(Math.min(Math.max(line, 1), editor.state.doc.lines));
  editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  editor.focus();
}

function stateOf(
  { text, label, language, extension = [] }: CodeDocumentProps,
  tellLine: (line: number) => void,
): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(cspNonce()),
      EditorState.readOnly.of(true),
      // It takes the focus as a text field that can't be changed: keys scroll it, select in it and search in it.
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
      // Control and direction-changing characters are seen as such: what is read is what is there.
      highlightSpecialChars(),
      lineNumbers(),
      search({ top: true }),
      keymap.of([...searchKeymap, ...foldKeymap]),
      litLine,
      EditorView.updateListener.of(({ state, selectionSet, transactions }) => {
        if (selectionSet && transactions.some((each) => each.isUserEvent('select'))) {
          tellLine(state.doc.lineAt(state.selection.main.head).number);
        }
      }),
      hasEndlessLine(text) ? [] : LANGUAGES[language],
      codeTheme,
      extension,
    ],
  });
}

/** In characters. Colours are found for what is in sight, but not within one line: reading it all would hold up the window. */
const ENDLESS = 100_000;

function hasEndlessLine(text: string): boolean {
  for (let start = 0; text.length - start > ENDLESS;) {
    const end = text.lastIndexOf('\n', start + ENDLESS);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}

/** A map, a list or a block of text is put away by the arrow beside it, or by keys. */
const folding: Extension = [codeFolding({ placeholderText: '…' }), foldGutter({ openText: '⌄', closedText: '›' })];

const LANGUAGES: Readonly<Record<CodeLanguage, Extension>> = {
  yaml: [yaml(), yamlScalars, folding],
  template: [templateActions, yaml(), yamlScalars, folding],
  // Words of people: a line is a paragraph.
  text: EditorView.lineWrapping,
};
