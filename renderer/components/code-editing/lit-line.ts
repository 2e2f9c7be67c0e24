/** One line of a text that is lit because something beside the text speaks of it. The cursor and the focus stay where they are. */
import { foldedRanges, unfoldEffect } from '@codemirror/language';
import { StateEffect, StateField, type StateEffectType } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** Offset of its start; null: none. */
const setLit: StateEffectType<number | null> = StateEffect.define<number | null>();
const lit = Decoration.line({ class: 'cm-lit-line' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = value;
    for (const effect of transaction.effects) {
      if (effect.is(setLit)) next = effect.value === null ? Decoration.none : Decoration.set(lit.range(effect.value));
    }
    return next;
  },
  provide: (own) => EditorView.decorations.from(own),
});

const theme = EditorView.theme({
  '.cm-lit-line, &.cm-focused .cm-lit-line': { backgroundColor: 'var(--selected)' },
});

export const litLine = [field, theme];

/** px that stay free above and below it. */
const MARGIN = 48;

/** `line`: counted from 1. What is folded around it opens. */
export function lightLine(view: EditorView, line: number | undefined): void {
  const { doc } = view.state;
  if (line === undefined) {
    view.dispatch({ effects: setLit.of(null) });
    return;
  }
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const effects: StateEffect<unknown>[] = [];
  foldedRanges(view.state).between(from, to, (start, end) => {
    if (start < from) effects.push(unfoldEffect.of({ from: start, to: end }));
  });
  effects.push(setLit.of(from), EditorView.scrollIntoView(from, { y: 'nearest', yMargin: MARGIN }));
  view.dispatch({ effects });
}
