/** What an install or an upgrade is as a helm command, at each of its steps. Pure. */
import type { CommandRequest } from '../../../shared/helm-command';
import { releaseNameProblem } from '../../../shared/release-name';
import type { InstallRequest, UpgradeRequest } from '../../../shared/release-preview';
import type { StepId } from '../../wizard-steps';
import { namespaceWords } from './draft';

/** Null while there is nothing that helm would take. At the preview it is the dry run. */
export function installCommand(request: InstallRequest | null, step: StepId): CommandRequest | null {
  if (request === null || !isTaken(request)) return null;
  const { place, options } = request;
  return { kind: 'install', place, ...chartOf(request), options, isDryRun: step === 'preview' };
}

/** The same of an upgrade. */
export function upgradeCommand(request: UpgradeRequest | null, step: StepId): CommandRequest | null {
  if (request === null) return null;
  const { place, options } = request;
  return { kind: 'upgrade', place, ...chartOf(request), options, isDryRun: step === 'preview' };
}

function isTaken({ place: { namespace, name } }: InstallRequest): boolean {
  const problem = releaseNameProblem(name);
  return namespaceWords(namespace) === null && (problem === null || problem === 'not-text');
}

function chartOf({ source: { address, repository, tag }, values }: InstallRequest | UpgradeRequest) {
  return { source: { address, repository, tag }, hasValues: values.trim() !== '' };
}
