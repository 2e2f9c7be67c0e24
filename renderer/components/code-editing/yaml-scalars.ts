/** Colours plain values by what Helm reads of them: numbers, words such as `on` that are none, and texts. Only lines in sight. */
import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';

const WORD =
  /^(?:~|null|Null|NULL|[yY]|[nN]|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NUMBER =
  /^[-+]?(?:0x[\da-fA-F_]+|0o?[0-7_]+|0b[01_]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const MARKS = {
  number: Decoration.mark({ class: 'cm-yaml-number' }),
  word: Decoration.mark({ class: 'cm-yaml-word' }),
  text: Decoration.mark({ class: 'cm-yaml-text' }),
} as const;

function marksInSight(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const tree = syntaxTree(view.state);
  for (const { from, to } of view.visibleRanges) {
    tree.iterate({
      from,
      to,
      enter(node) {
        if (node.name === 'Key') return false;
        if (node.name !== 'Literal' || node.from >= node.to) return true;
        // A number is short; a text may be a page.
        const text = view.state.sliceDoc(node.from, Math.min(node.to, node.from + 64));
        const kind = WORD.test(text) ? 'word' : NUMBER.test(text) ? 'number' : 'text';
        builder.add(node.from, node.to, MARKS[kind]);
        return true;
      },
    });
  }
  return builder.finish();
}

export const yamlScalars = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksInSight(view);
    }

    update(update: ViewUpdate): void {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther) this.decorations = marksInSight(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
