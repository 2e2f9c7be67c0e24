/** YAML to be written, in CodeMirror. Loaded when the first one is shown. Tab leaves it, so that keys lead out of it as they lead in. */
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, type ViewUpdate } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { cspNonce } from '../../csp-nonce';
import { codeTheme } from './code-theme';
import { hiddenSearch } from './hidden-search';
import { hasHiddenValues, hiddenValues, showHiddenValues } from './hidden-values';
import { problemMarks, showProblems, type TextProblemMark } from './problem-marks';
import { textChange, type TextReplacement } from './text-change';
import styles from './yaml-editor.module.css';
import { yamlScalars } from './yaml-scalars';

export interface YamlEditorHandle {
  /** Puts the cursor on a line, counted from 1, and the focus into the text. */
  readonly goToLine: (line: number) => void;
  /** Makes a change of `text`, as a step of its own that can be undone. False where that is not the newest text any more. */
  readonly change: (text: string, change: TextReplacement) => boolean;
}

export interface YamlEditorProps {
  /** Accessible name. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Should be the same list as long as it says the same. */
  readonly problems?: readonly TextProblemMark[];
  /** Likely secrets can be read. */
  readonly showsSecrets: boolean;
  /** There are likely secrets in the text, or no more. */
  readonly onSecrets: (hasSecrets: boolean) => void;
  readonly ref?: Ref<YamlEditorHandle>;
}

const NO_PROBLEMS: readonly TextProblemMark[] = [];

export function YamlEditor(props: YamlEditorProps) {
  const { label, text, onText, problems = NO_PROBLEMS, showsSecrets, onSecrets, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef(text);
  const tell = useEffectEvent((typed: string) => {
    told.current = typed;
    onText(typed);
  });
  const hadSecrets = useRef(false);
  const follow = useEffectEvent(({ docChanged, state }: Pick<ViewUpdate, 'docChanged' | 'state'>) => {
    if (docChanged) tell(state.doc.toString());
    const hasSecrets = hasHiddenValues(state);
    if (hasSecrets === hadSecrets.current) return;
    hadSecrets.current = hasSecrets;
    onSecrets(hasSecrets);
  });
  const begin = useEffectEvent((parent: HTMLElement) => {
    const state = stateOf(text, label, follow);
    follow({ docChanged: false, state });
    return new EditorView({ parent, state });
  });

  useImperativeHandle(ref, () => ({
    goToLine(line) {
      const editor = view.current;
      if (editor === null) return;
      const { from } = editor.state.doc.line(Math.min(Math.max(line, 1), editor.state.doc.lines));
      editor.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      editor.focus();
    },
    change(of, changes) {
      if (view.current === null || told.current !== of) return false;
      view.current.dispatch({ changes, annotations: isolateHistory.of('full') });
      return true;
    },
  }));
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const opened = begin(host.current);
    view.current = opened;
    return () => opened.destroy();
  }, []);
  // What came from elsewhere, such as a file, or a table beside it: only what differs is replaced, and can be undone.
  useEffect(() => {
    const editor = view.current;
    if (editor === null || told.current === text) return;
    told.current = text;
    const changes = textChange(editor.state.doc.toString(), text);
    if (changes !== null) editor.dispatch({ changes, annotations: isolateHistory.of('full') });
  }, [text]);
  useEffect(() => {
    if (view.current !== null) showProblems(view.current, problems);
  }, [problems]);
  useEffect(() => {
    if (view.current !== null) showHiddenValues(view.current, showsSecrets);
  }, [showsSecrets]);

  return <div ref={host} className={styles.editor} />;
}

/** What the first editor of a window takes longest for, done beforehand, so that it and its page come in two shorter steps. */
export function prepareYamlEditor(): void {
  stateOf('prepared: true', '', () => undefined);
}

function stateOf(text: string, label: string, follow: (update: ViewUpdate) => void): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(cspNonce()),
      // It can take the focus without it; axe knows no text that scrolls and can be edited.
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      typesOverSelection,
      EditorView.updateListener.of(follow),
      lineNumbers(),
      history(),
      search({ top: true }),
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      yaml(),
      yamlScalars,
      problemMarks,
      hiddenValues,
      hiddenSearch,
      codeTheme,
    ],
  });
}

/** Chromium would keep the colours of what is typed over, by style attributes, which the policy blocks. */
const typesOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data } = event;
    if (inputType !== 'insertText' || data === null || view.composing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});
