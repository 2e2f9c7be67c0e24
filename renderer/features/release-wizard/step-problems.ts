/** What keeps the steps from being left that both wizards have. Pure. */
import { MAX_VALUES_LENGTH } from '../../../shared/values-bounds';
import { UNFINISHED_FIELD_ID, unfinishedWords, type ValuesFiles } from '../../values/values-files';
import type { WholeOverrides } from '../../values/whole-overrides';
import type { StepProblem } from '../../wizard-steps';
import { optionProblems } from './draft';

export interface StepFacts {
  /** Null while they are read. */
  readonly whole: WholeOverrides | null;
  readonly files: ValuesFiles;
  /** As typed. */
  readonly timeout: string;
  readonly run: { readonly fresh: object | null; readonly isBlocked: boolean };
}

export function applyProblems(
  step: 'values' | 'preview' | 'options',
  { whole, files, timeout, run }: StepFacts,
): readonly StepProblem[] {
  switch (step) {
    case 'values': {
      if (whole === null) return [{ text: 'The overrides are being read.', fieldId: null, isPassing: true }];
      const { overrides, problems } = whole;
      const unfinished = unfinishedWords(files);
      if (unfinished !== null) return [{ text: unfinished, fieldId: UNFINISHED_FIELD_ID }];
      if (problems.length > 0) return problems.map(({ message }) => ({ text: message, fieldId: null }));
      return overrides !== null && overrides.length > MAX_VALUES_LENGTH
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
