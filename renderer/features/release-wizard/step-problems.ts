/** What keeps the steps from being left that both wizards have. Pure. */
import { readValues } from '../../values/read-values';
import type { StepProblem } from '../../wizard-steps';
import { optionProblems } from './draft';

export interface StepFacts {
  /** The overrides, YAML. */
  readonly values: string;
  /** As typed. */
  readonly timeout: string;
  readonly run: { readonly fresh: object | null; readonly isBlocked: boolean };
}

export function applyProblems(
  step: 'values' | 'preview' | 'options',
  { values, timeout, run }: StepFacts,
): readonly StepProblem[] {
  switch (step) {
    case 'values': {
      const read = readValues(values);
      return read.ok ? [] : read.problems.map(({ message }) => ({ text: message, fieldId: null }));
    }
    case 'preview':
      if (run.isBlocked) return [{ text: 'What is said in red below is to be put right first.', fieldId: null }];
      return run.fresh === null ? [{ text: 'Make the preview first.', fieldId: null }] : [];
    case 'options':
      return [
        ...optionProblems(timeout),
        ...(run.fresh === null
          ? [{ text: 'What was chosen here changes what is made: preview it again.', fieldId: null }]
          : []),
      ];
    default:
      return step satisfies never;
  }
}
