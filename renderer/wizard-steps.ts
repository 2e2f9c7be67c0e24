/** The steps of installing and upgrading, in their order, and which of them a draft has reached. Pure. */

export const STEPS = [
  { id: 'target', label: 'Target' },
  { id: 'version', label: 'Version' },
  { id: 'values', label: 'Values' },
  { id: 'preview', label: 'Preview' },
  { id: 'options', label: 'Options' },
  { id: 'run', label: 'Run' },
  { id: 'result', label: 'Result' },
] as const;
export type StepId = (typeof STEPS)[number]['id'];

export function isStepId(value: unknown): value is StepId {
  return STEPS.some(({ id }) => id === value);
}

export function stepIndex(id: StepId): number {
  return STEPS.findIndex((step) => step.id === id);
}

/** The step beside it; the same one at an end. */
export function neighbourStep(id: StepId, by: 1 | -1): StepId {
  return STEPS[stepIndex(id) + by]?.id ?? id;
}

/** One thing that keeps a step from being left, and the field where it is put right. */
export interface StepProblem {
  readonly text: string;
  /** Id of the element that gets the focus; null where there is no single one. */
  readonly fieldId: string | null;
  /** It goes by itself: who wants to go on goes on then. */
  readonly isPassing?: boolean;
}
