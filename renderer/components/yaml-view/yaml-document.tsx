/** The text of yaml-view.tsx in CodeMirror: a part of its own, loaded when the first document is shown. */
import { yaml } from '@codemirror/lang-yaml';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { cspNonce } from '../../csp-nonce';
import { codeTheme } from '../code-editing/code-theme';
import { yamlScalars } from '../code-editing/yaml-scalars';
import styles from './yaml-view.module.css';

export interface YamlDocumentHandle {
  /** Opens the search, or goes back to its field. */
  readonly find: () => void;
}

export interface YamlDocumentProps {
  /** Accessible name. */
  readonly label: string;
  readonly text: string;
  readonly ref?: Ref<YamlDocumentHandle>;
}

export function YamlDocument({ label, text, ref }: YamlDocumentProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  useImperativeHandle(ref, () => ({ find: () => void (view.current && openSearchPanel(view.current)) }));

  const shown = useRef<{ readonly text: string; readonly label: string }>(null);
  const begin = useEffectEvent((parent: HTMLElement) => {
    shown.current = { text, label };
    return new EditorView({ parent, state: stateOf(text, label) });
  });
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const opened = begin(host.current);
    view.current = opened;
    return () => {
      shown.current = null;
      opened.destroy();
    };
  }, []);
  useEffect(() => {
    // A state of its own for each text: place, search and parse tree of the last one mean nothing here.
    if (shown.current?.text === text && shown.current.label === label) return;
    shown.current = { text, label };
    view.current?.setState(stateOf(text, label));
  }, [text, label]);

  return <div ref={host} className={styles.document} />;
}

function stateOf(text: string, label: string): EditorState {
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
      yaml(),
      yamlScalars,
      codeTheme,
    ],
  });
}
