/** Colours what Helm runs in a template, `{{ … }}`, over the colours of the YAML around it. Only lines in sight. */
import { Prec, RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** One that is longer than this is coloured in part; a comment at the head of a file may be. In characters. */
const LONGEST = 4000;
const ACTION = /\{\{[\s\S]*?\}\}/g;

const action = Decoration.mark({ class: 'cm-template-action' });
const comment = Decoration.mark({ class: 'cm-template-comment' });

function marksInSight(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    // One that began above, or ends below, is coloured too.
    const start = Math.max(0, from - LONGEST);
    const text = view.state.sliceDoc(start, Math.min(view.state.doc.length, to + LONGEST));
    for (const { 0: found, index } of text.matchAll(ACTION)) {
      const at = start + index;
      if (at > to || at + found.length < from) continue;
      builder.add(at, at + found.length, /^\{\{-?\s*\/\*/.test(found) ? comment : action);
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksInSight(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = marksInSight(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

const theme = EditorView.theme({
  '.cm-template-action, .cm-template-action *': { color: 'var(--code-template)' },
  '.cm-template-comment, .cm-template-comment *': { color: 'var(--text-2)' },
});

export const templateActions = [Prec.lowest(plugin), theme];
