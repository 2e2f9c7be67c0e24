/** The one button that helps against a failed preview or run, where something does. */
import type { AppError, Remedy } from '../../../shared/errors';
import { Button } from '../../components/button';
import type { StepId } from '../../wizard-steps';

interface Way {
  readonly label: string;
  readonly step: StepId;
}

const WAYS: Readonly<Record<Remedy, Way | null>> = {
  'choose-name': { label: 'Choose another name', step: 'target' },
  'choose-namespace': { label: 'Choose another namespace', step: 'target' },
  'create-namespace': { label: 'Create the namespace', step: 'target' },
  'edit-values': { label: 'Edit the values', step: 'values' },
  'choose-version': { label: 'Choose another version', step: 'version' },
  'force-conflicts': { label: 'Open the options', step: 'options' },
  'take-ownership': { label: 'Open the options', step: 'options' },
  'force-replace': { label: 'Open the options', step: 'options' },
  'longer-timeout': { label: 'Choose a longer time-out', step: 'options' },
  'preview-again': { label: 'Preview again', step: 'preview' },
  repair: null,
  refresh: null,
};

export interface RemedyButtonProps {
  readonly error: AppError;
  readonly onStep: (step: StepId) => void;
}

export function RemedyButton({ error: { remedy }, onStep }: RemedyButtonProps) {
  const way = remedy === undefined ? null : WAYS[remedy];
  return way === null ? null : <Button onClick={() => onStep(way.step)}>{way.label}</Button>;
}
