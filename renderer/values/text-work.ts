/** All that is made of the text of overrides and takes long where that is long: done at once for a short one, else in a worker. Pure. */
import type { ChartValues } from '../../shared/chart-content';
import { carriedOverrides, type CarriedOverrides } from './carried-overrides';
import { removeOverride, setOverride } from './edit-overrides';
import type { ValuePath } from './helm-value';
import { keptValues } from './kept-values';
import { lineOf } from './read-values';
import { MAX_PARSED_LENGTH, parsedSecretPlaces } from './secret-places';
import { placeOf } from './value-places';
import { readWholeOverrides } from './whole-overrides';

interface Questions {
  readonly readWholeOverrides: Parameters<typeof readWholeOverrides>;
  readonly setOverride: Parameters<typeof setOverride>;
  readonly removeOverride: Parameters<typeof removeOverride>;
  readonly parsedSecretPlaces: Parameters<typeof parsedSecretPlaces>;
  readonly lineOfValue: Parameters<typeof lineOfValue>;
  readonly carriedTo: Parameters<typeof carriedTo>;
}

interface Answers {
  readonly readWholeOverrides: ReturnType<typeof readWholeOverrides>;
  readonly setOverride: ReturnType<typeof setOverride>;
  readonly removeOverride: ReturnType<typeof removeOverride>;
  readonly parsedSecretPlaces: ReturnType<typeof parsedSecretPlaces>;
  readonly lineOfValue: ReturnType<typeof lineOfValue>;
  readonly carriedTo: ReturnType<typeof carriedTo>;
}

export type TextWork = keyof Questions;
export type Question<Work extends TextWork> = Questions[Work];
export type Answer<Work extends TextWork> = Answers[Work];

const WORK: { readonly [Work in TextWork]: (...question: Question<Work>) => Answer<Work> } = {
  readWholeOverrides,
  setOverride,
  removeOverride,
  parsedSecretPlaces,
  lineOfValue,
  carriedTo,
};

export function answerTo<Work extends TextWork>(work: Work, question: Question<Work>): Answer<Work> {
  return WORK[work](...question);
}

/** Short enough to be worked on between two keys. */
export function isShort(texts: readonly string[]): boolean {
  return texts.reduce((sum, { length }) => sum + length, 0) <= MAX_PARSED_LENGTH;
}

/** Counted from 1; null where the text says nothing of the value, or can't be read. */
function lineOfValue(text: string, path: ValuePath): number | null {
  const read = keptValues(text);
  const place = read.ok ? placeOf(read.root, path) : null;
  return place === null ? null : lineOf(text, place.from);
}

/** Null where the text can't be read. */
function carriedTo(
  text: string,
  before: readonly ChartValues[] | null,
  after: readonly ChartValues[],
): CarriedOverrides | null {
  const read = keptValues(text);
  return read.ok ? carriedOverrides(read.values, { before, after }) : null;
}
