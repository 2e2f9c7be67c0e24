/** What an install is as a helm command, at each of its steps. Pure. */
import type { CommandRequest } from '../../../shared/helm-command';
import { releaseNameProblem } from '../../../shared/release-name';
import type { InstallRequest } from '../../../shared/release-preview';
import type { StepId } from '../../wizard-steps';
import { namespaceWords } from './draft';

/** Null while there is nothing that helm would take. At the preview it is the dry run. */
export function commandOf(request: InstallRequest | null, step: StepId): CommandRequest | null {
  if (request === null) return null;
  const { place, source, values, options } = request;
  const nameProblem = releaseNameProblem(place.name);
  if (namespaceWords(place.namespace) !== null || (nameProblem !== null && nameProblem !== 'not-text')) return null;
  const { address, repository, tag } = source;
  return {
    kind: 'install',
    place,
    source: { address, repository, tag },
    hasValues: values.trim() !== '',
    options,
    isDryRun: step === 'preview',
  };
}
