/** What keeps the steps from being left that both wizards have. Pure. */
import { MAX_VALUES_LENGTH } from '../../../shared/values-bounds';
import { keptValues } from '../../values/kept-values';
import type { StepProblem } from '../../wizard-steps';
import { optionProblems } from './draft';

export interface StepFacts {
  /** The overrides as they are written, YAML. */
  readonly values: string;
  /** With the files under them, as helm is given them. */
  readonly overrides: string | undefined;
  /** As typed. */
  readonly timeout: string;
  readonly run: { readonly fresh: object | null; readonly isBlocked: boolean };
}

export function applyProblems(
  step: 'values' | 'preview' | 'options',
  { values, overrides, timeout, run }: StepFacts,
): readonly StepProblem[] {
  switch (step) {
    case 'values': {
      const read = keptValues(values);
      if (!read.ok) return read.problems.map(({ message }) => ({ text: message, fieldId: null }));
      return overrides !== undefined && overrides.length > MAX_VALUES_LENGTH
        ? [{ text: 'All overrides together are longer than 5 MiB, and Helm takes no more.', fieldId: null }]
        : [];
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
