/** A hint over each `.Values.x` of a template: its default, its comment, and a way to its place in values.yaml. For CodeMirror. */
import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import { valueUses } from './template-values';
import { defaultWords, type ValueDefaults } from './use-value-defaults';

/** Opens values.yaml at a line. */
export type OpenLine = (line: number) => void;

export function valueHints(defaults: ValueDefaults, openLine: OpenLine): Extension {
  return [hoverTooltip((view, position) => hintAt(view, position, defaults, openLine)), theme];
}

function hintAt(view: EditorView, position: number, defaults: ValueDefaults, openLine: OpenLine): Tooltip | null {
  const { from: lineStart, text } = view.state.doc.lineAt(position);
  for (const { path, from, to } of valueUses(text)) {
    if (position < lineStart + from || position > lineStart + to) continue;
    return {
      pos: lineStart + from,
      end: lineStart + to,
      above: true,
      create: () => ({ dom: hint(path, defaults, openLine) }),
    };
  }
  return null;
}

/** Text nodes only: all of it was written by somebody else. */
function hint(path: string, defaults: ValueDefaults, openLine: OpenLine): HTMLElement {
  const found = typeof defaults === 'string' ? undefined : defaults.get(path);
  const { text = null, line = null, comment = '' } = found ?? {};
  const box = document.createElement('div');
  box.className = 'cm-value-hint';
  box.append(paragraph('cm-value-path', path));
  box.append(paragraph('cm-value-default', text === null ? defaultWords(defaults, path) : `Default: ${text}`));
  if (comment !== '') box.append(paragraph('cm-value-comment', comment));
  if (line !== null) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cm-value-open';
    button.textContent = `Show in values.yaml, line ${line}`;
    button.addEventListener('click', () => openLine(line));
    box.append(button);
  }
  return box;
}

function paragraph(className: string, text: string): HTMLElement {
  const line = document.createElement('p');
  line.className = className;
  const isolated = document.createElement('bdi');
  isolated.textContent = text;
  line.append(isolated);
  return line;
}

const theme = EditorView.theme({
  '.cm-tooltip.cm-tooltip-hover': {
    maxWidth: '420px',
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--surface)',
    boxShadow: 'var(--shadow-popover)',
  },
  '.cm-value-hint': { padding: '8px 12px', font: 'var(--type-label)', color: 'var(--text)' },
  '.cm-value-hint p': { margin: '0 0 4px', overflowWrap: 'anywhere' },
  '.cm-value-path, .cm-value-default': { font: 'var(--type-mono)' },
  '.cm-value-comment': { color: 'var(--text-2)' },
  '.cm-value-open': {
    minHeight: '24px',
    padding: '0',
    border: '0',
    background: 'none',
    color: 'var(--accent)',
    font: 'var(--type-label)',
    textDecoration: 'underline',
    cursor: 'pointer',
  },
});
