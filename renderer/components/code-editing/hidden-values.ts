/**
 * Hides the likely secrets of a YAML text until they are shown: dots in the place of each, always as many. The text itself stays as it is,
 * and so does what is copied of it: whoever selects a value and copies it asks for that value.
 *
 * While the cursor is in a value it is as in a field for passwords: each character is a dot, typed and deleted as anywhere, and only the
 * button that shows secrets makes it readable. So nothing comes to light by going past with the arrow keys, nor while one types.
 *
 * A text that is no YAML for a moment keeps hidden what was, and its lines tell what else is to be.
 */
import { ChangeSet, StateEffect, StateField, type EditorState, type Text } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType, type ViewUpdate } from '@codemirror/view';
import { MASK } from '../../values/mask-secrets';
import { joined, MAX_PARSED_LENGTH, parsedSecretPlaces, type SecretPlace } from '../../values/secret-places';
import { secretsByLine } from '../../values/secrets-by-line';
import { later } from '../../values/text-later';

const setShown = StateEffect.define<boolean>();
const setFocused = StateEffect.define<boolean>();
/** Of the text as it is. */
const setPlaces = StateEffect.define<readonly SecretPlace[]>();

interface Hidden {
  readonly places: readonly SecretPlace[];
  readonly isShown: boolean;
  readonly isFocused: boolean;
}

const hidden = StateField.define<Hidden>({
  create: ({ doc }) => ({ places: placesIn(doc, []), isShown: false, isFocused: false }),
  update(now, { docChanged, changes, newDoc, effects }) {
    let { places, isShown, isFocused } = now;
    if (docChanged) places = placesIn(newDoc, mapped(places, changes), changes);
    for (const effect of effects) {
      if (effect.is(setShown)) isShown = effect.value;
      if (effect.is(setFocused)) isFocused = effect.value;
      if (effect.is(setPlaces)) places = effect.value;
    }
    const isSame = places === now.places && isShown === now.isShown && isFocused === now.isFocused;
    return isSame ? now : { places, isShown, isFocused };
  },
});

/** What is typed at an end of a hidden value is left to what is found anew. */
function mapped(places: readonly SecretPlace[], changes: ChangeSet): readonly SecretPlace[] {
  return places.flatMap(({ from, to, name }) => {
    const place = { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1), name };
    return place.from < place.to ? [place] : [];
  });
}

/** `before`: those that were hidden. `changes`: absent where all of the text is new. */
function placesIn(doc: Text, before: readonly SecretPlace[], changes?: ChangeSet): readonly SecretPlace[] {
  if (doc.length > MAX_PARSED_LENGTH && changes !== undefined) return joined([...before, ...nearby(doc, changes)]);
  const text = doc.toString();
  const parsed = doc.length > MAX_PARSED_LENGTH ? null : parsedSecretPlaces(text);
  return parsed ?? joined([...before, ...secretsByLine(text)]);
}

/** A value further from its key than this is hidden once the whole text is read. */
const MAX_LINES_AROUND = 500;

/** In a long text only what stands around a change is looked through at once: its section, from a line without indentation to the next. */
function nearby(doc: Text, changes: ChangeSet): readonly SecretPlace[] {
  const places: SecretPlace[] = [];
  changes.iterChangedRanges((_fromBefore, _toBefore, from, to) => {
    let first = doc.lineAt(from);
    for (let count = 0; count < MAX_LINES_AROUND && first.number > 1 && !/^[^\s#-]/.test(first.text); count += 1) {
      first = doc.line(first.number - 1);
    }
    let last = doc.lineAt(to);
    for (let count = 0; count < MAX_LINES_AROUND && last.number < doc.lines; count += 1) {
      last = doc.line(last.number + 1);
      if (/^[^\s#-]/.test(last.text)) break;
    }
    for (const { from: start, to: end, name } of secretsByLine(doc.sliceString(first.from, last.to))) {
      places.push({ from: start + first.from, to: end + first.from, name });
    }
  });
  return places;
}

class HiddenValue extends WidgetType {
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override eq(other: HiddenValue): boolean {
    return other.#name === this.#name;
  }

  override toDOM(): HTMLElement {
    const dots = document.createElement('span');
    dots.className = 'cm-hidden-value';
    dots.role = 'img';
    dots.ariaLabel = `hidden value of ${this.#name}`;
    dots.textContent = MASK;
    return dots;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const typedInto = Decoration.mark({ class: 'cm-hidden-typed' });

const decorations = EditorView.decorations.compute([hidden, 'selection'], (state) => {
  const { places, isShown, isFocused } = state.field(hidden);
  if (isShown) return Decoration.none;
  return Decoration.set(
    places.flatMap(({ from, to, name }) =>
      isFocused && hasCursor(state, from, to)
        ? typedParts(state.doc, from, to).map((part) => typedInto.range(part.from, part.to))
        : [Decoration.replace({ widget: new HiddenValue(name) }).range(from, to)],
    ),
  );
});

/** Line by line, without the indentation, which would become dots as well. */
function typedParts(doc: Text, from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let start = from; start < to;) {
    const line = doc.lineAt(start);
    const indent = line.text.length - line.text.trimStart().length;
    const part = { from: Math.max(start, line.from + indent), to: Math.min(line.to, to) };
    if (part.from < part.to) parts.push(part);
    start = line.to + 1;
  }
  return parts;
}

function hasCursor({ selection }: EditorState, from: number, to: number): boolean {
  return selection.ranges.some(({ head }) => head >= from && head <= to);
}

/** How long somebody must rest until a long text is read as a whole. */
const REST_MS = 300;

/** A long text is read by its grammar in a worker. What was changed meanwhile is hidden by its lines until it is read again. */
const longTexts = ViewPlugin.fromClass(
  class {
    readonly #view: EditorView;
    #timer: ReturnType<typeof setTimeout> | undefined;
    /** Since the text was sent that is read now; null while none is. */
    #since: ChangeSet | null = null;
    #isDestroyed = false;

    constructor(view: EditorView) {
      this.#view = view;
      this.#readSoon();
    }

    update({ docChanged, changes }: ViewUpdate): void {
      if (!docChanged) return;
      this.#since = this.#since?.compose(changes) ?? null;
      this.#readSoon();
    }

    destroy(): void {
      this.#isDestroyed = true;
      clearTimeout(this.#timer);
    }

    #readSoon(): void {
      clearTimeout(this.#timer);
      const { doc } = this.#view.state;
      if (doc.length > MAX_PARSED_LENGTH) this.#timer = setTimeout(() => void this.#read(), REST_MS);
    }

    async #read(): Promise<void> {
      // One at a time; what was changed since asks again at its end.
      if (this.#since !== null) return;
      const { doc } = this.#view.state;
      this.#since = ChangeSet.empty(doc.length);
      const places = await later('parsedSecretPlaces', doc.toString()).catch(() => null);
      const since: ChangeSet = this.#since;
      this.#since = null;
      if (this.#isDestroyed) return;
      if (!since.empty) this.#readSoon();
      else if (places !== null) this.#view.dispatch({ effects: setPlaces.of(places) });
    }
  },
);

const theme = EditorView.theme({
  '.cm-hidden-value, .cm-hidden-typed, .cm-hidden-typed *': { color: 'var(--text-2)' },
  '.cm-hidden-value': { letterSpacing: '1px' },
  // The browser's own dots: what reads the screen aloud gets them, too.
  '.cm-hidden-typed': { '-webkit-text-security': 'disc' },
});

export const hiddenValues = [
  hidden,
  decorations,
  longTexts,
  theme,
  EditorView.focusChangeEffect.of((_state, isFocused) => setFocused.of(isFocused)),
];

/** For `hiddenValues`. */
export function showHiddenValues(view: EditorView, isShown: boolean): void {
  if (view.state.field(hidden).isShown === isShown) return;
  view.dispatch({ effects: setShown.of(isShown) });
}

export function hasHiddenValues(state: EditorState): boolean {
  return state.field(hidden).places.length > 0;
}

/** Where they stand; none while they are shown. */
export function hiddenPlaces(state: EditorState): readonly SecretPlace[] {
  const { places, isShown } = state.field(hidden);
  return isShown ? [] : places;
}
