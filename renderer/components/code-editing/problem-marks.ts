/** Problems in a text: the line is tinted, the place underlined, and below the line stands what is wrong. */
import { StateEffect, StateField, type Range, type Text } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

export interface TextProblemMark {
  /** Offsets into the text; one that is past its end marks the end. */
  readonly from: number;
  readonly to: number;
  /** A sentence. */
  readonly message: string;
}

const setMarks = StateEffect.define<readonly TextProblemMark[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = decorationsOf(effect.value, transaction.newDoc);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class ProblemWidget extends WidgetType {
  readonly #message: string;

  constructor(message: string) {
    super();
    this.#message = message;
  }

  override eq(other: ProblemWidget): boolean {
    return other.#message === this.#message;
  }

  override toDOM(): HTMLElement {
    const line = document.createElement('div');
    line.className = 'cm-problem-message';
    line.textContent = this.#message;
    return line;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const problemLine = Decoration.line({ class: 'cm-problem-line' });
const problemPlace = Decoration.mark({ class: 'cm-problem-place' });

function decorationsOf(problems: readonly TextProblemMark[], text: Text): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to, message } of problems) {
    const start = Math.min(from, text.length);
    const end = Math.min(Math.max(to, start), text.length);
    const line = text.lineAt(start);
    ranges.push(problemLine.range(line.from));
    if (end > start) ranges.push(problemPlace.range(start, end));
    ranges.push(Decoration.widget({ widget: new ProblemWidget(message), block: true, side: 1 }).range(line.to));
  }
  return Decoration.set(ranges, true);
}

const theme = EditorView.theme({
  '.cm-problem-line': { backgroundColor: 'color-mix(in srgb, var(--danger) 10%, transparent)' },
  '.cm-problem-place': {
    textDecoration: 'underline wavy var(--danger)',
    textUnderlineOffset: '3px',
    textDecorationThickness: '1px',
  },
  '.cm-problem-message': {
    padding: '1px 16px 3px 0',
    backgroundColor: 'color-mix(in srgb, var(--danger) 10%, transparent)',
    color: 'var(--danger)',
    font: 'var(--type-label)',
    whiteSpace: 'normal',
  },
});

export const problemMarks = [marks, theme];

export function showProblems(view: EditorView, problems: readonly TextProblemMark[]): void {
  view.dispatch({ effects: setMarks.of(problems) });
}
