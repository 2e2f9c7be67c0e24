/** How CodeMirror looks in this window: the tokens of tokens.css, so that light, dark and forced colours follow by themselves. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--text)', userSelect: 'text' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--type-mono)', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 16px 0 0' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--surface)', color: 'var(--text-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '40px', padding: '0 12px 0 8px' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', padding: '0', color: 'var(--text-3)', cursor: 'pointer' },
  '.cm-foldGutter .cm-gutterElement:hover': { color: 'var(--text)' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 4px',
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--hover)',
    color: 'var(--text-2)',
  },
  '&.cm-focused .cm-cursor': { borderInlineStartColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--warning) 24%, transparent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--warning) 48%, transparent)' },
  '.cm-panels': { borderColor: 'var(--border)', backgroundColor: 'var(--surface)', color: 'var(--text)' },
  '.cm-panels-top': { borderBlockEnd: '1px solid var(--border)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 8px',
    alignItems: 'center',
    padding: '6px 36px 6px 16px',
    font: 'var(--type-label)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    gap: '4px',
    alignItems: 'center',
    margin: '0',
    fontSize: '12px',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--accent)' },
  '.cm-panel.cm-search [name=close]': {
    insetInlineEnd: '8px',
    insetBlockStart: '6px',
    width: '24px',
    height: '24px',
    fontSize: '16px',
    color: 'var(--text-2)',
  },
  '.cm-textfield': {
    height: '24px',
    margin: '0',
    padding: '0 8px',
    border: '1px solid var(--control-border)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    font: 'var(--type-mono)',
  },
  '.cm-button': {
    height: '24px',
    margin: '0',
    padding: '0 8px',
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-control)',
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    font: 'var(--type-label)',
    '&:hover': { backgroundColor: 'var(--hover)' },
    '&:active': { backgroundImage: 'none', backgroundColor: 'var(--hover)' },
  },
  '.cm-yaml-number': { color: 'var(--code-number)' },
  '.cm-yaml-word': { color: 'var(--code-boolean)' },
  '.cm-yaml-text': { color: 'var(--code-string)' },
});

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--code-key)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: 'var(--text-2)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword], color: 'var(--code-boolean)' },
]);

export const codeTheme = [theme, syntaxHighlighting(colours)];
