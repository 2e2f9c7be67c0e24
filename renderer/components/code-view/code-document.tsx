/** The text of code-view.tsx in CodeMirror: a part of its own, loaded when the first document is shown. */
import { yaml } from '@codemirror/lang-yaml';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { cspNonce } from '../../csp-nonce';
import { codeTheme } from '../code-editing/code-theme';
import { templateActions } from '../code-editing/template-actions';
import { yamlScalars } from '../code-editing/yaml-scalars';
import styles from './code-view.module.css';

/** JSON is YAML here. `template`: YAML with what Helm runs in it. */
export type CodeLanguage = 'yaml' | 'template' | 'text';

export interface CodeDocumentHandle {
  /** Opens the search, or goes back to its field. */
  readonly find: () => void;
}

export interface CodeDocumentProps {
  /** Accessible name. */
  readonly label: string;
  readonly text: string;
  readonly language: CodeLanguage;
  /** Counted from 1: brought into sight, with the cursor on it and the focus in the text, when this text is shown first. */
  readonly line?: number | undefined;
  /** What belongs to this text alone, such as hints. The same one as long as it means the same. */
  readonly extension?: Extension | undefined;
  readonly ref?: Ref<CodeDocumentHandle>;
}

export function CodeDocument(props: CodeDocumentProps) {
  const { label, text, language, line, extension, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  useImperativeHandle(ref, () => ({ find: () => void (view.current && openSearchPanel(view.current)) }));

  const shown = useRef<CodeDocumentProps>(null);
  const begin = useEffectEvent((parent: HTMLElement) => {
    shown.current = props;
    return new EditorView({ parent, state: stateOf(props) });
  });
  const show = useEffectEvent((editor: EditorView) => {
    const before = shown.current;
    shown.current = props;
    // A state of its own for each text: place, search and parse tree of the last one mean nothing here.
    const isSame =
      before?.text === text && before.label === label && before.language === language && before.extension === extension;
    if (!isSame) editor.setState(stateOf(props));
    if (!isSame || before.line !== line) goToLine(editor, line);
  });
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const opened = begin(host.current);
    view.current = opened;
    goToLine(opened, shown.current?.line);
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

function stateOf({ text, label, language, extension = [] }: CodeDocumentProps): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(cspNonce()),
      EditorState.readOnly.of(true),
      // It takes the focus as a text field that can't be changed: keys scroll it, select in it and search in it.
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
      lineNumbers(),
      search({ top: true }),
      keymap.of(searchKeymap),
      LANGUAGES[language],
      codeTheme,
      extension,
    ],
  });
}

const LANGUAGES: Readonly<Record<CodeLanguage, Extension>> = {
  yaml: [yaml(), yamlScalars],
  template: [templateActions, yaml(), yamlScalars],
  // Words of people: a line is a paragraph.
  text: EditorView.lineWrapping,
};
