/**
 * What Chartroom does as the command that a user would type: made of the arguments that helm is given, with the chart's address in the
 * place of the local file and the name of a file in the place of the values. Asks no cluster and no registry.
 */
import { assertNever } from '../../shared/assert-never';
import type { CommandRequest, HelmCommand } from '../../shared/helm-command';
import type { HelmVersion } from '../../shared/helm';
import { tagToVersion } from '../../shared/reference';
import {
  installArguments,
  rollbackArguments,
  templateArguments,
  uninstallArguments,
  upgradeArguments,
} from '../helm/change-arguments';
import { commandWords, ociAddress } from '../helm/command-words';
import type { HelmTarget } from '../helm/helm-target';
import type { RegistryProfiles } from '../settings/registry-profiles';
import { REPAIR_ROLLBACK, REPAIR_UNINSTALL } from './changes';
import type { ClusterAccess } from './cluster-access';

export interface HelmCommandsOptions {
  readonly access: Pick<ClusterAccess, 'clusters' | 'usableHelm'>;
  readonly profiles: Pick<RegistryProfiles, 'get'>;
}

/** Stands for the archive, which no command names in the end. */
const CHART_PATH = '/chart.tgz';

/** Throws NoHelmError: the flags are those of the helm that is there. */
export async function helmCommand(
  { access, profiles }: HelmCommandsOptions,
  request: CommandRequest,
): Promise<HelmCommand> {
  const [{ version }, clusters] = await Promise.all([access.usableHelm(), access.clusters()]);
  const [kubeconfigFile] = clusters.kubeconfig.files;
  const target = targetOf(request, kubeconfigFile ?? 'kubeconfig');
  const valuesFile = 'hasValues' in request && request.hasValues ? `${nameOf(request)}-values.yaml` : null;
  const words = commandWords(argumentsOf(version, target, request), {
    valuesFile,
    // One that was picked here is none that helm finds by itself.
    namesKubeconfig: clusters.isPicked && request.kind !== 'template',
    ...('source' in request ? { chart: chartOf(request.source) } : {}),
  });
  const isPlain =
    'source' in request && 'address' in request.source && profiles.get(request.source.address)?.plainHttp === true;
  return { words: isPlain ? [...words, '--plain-http'] : words, valuesFile };
}

function argumentsOf(helm: HelmVersion, target: HelmTarget, request: CommandRequest): readonly string[] {
  const chart = { name: nameOf(request), chartPath: CHART_PATH, labels: {} };
  switch (request.kind) {
    case 'install':
      return installArguments(helm, target, { ...chart, options: request.options }, modeOf(request));
    case 'upgrade':
      return upgradeArguments(helm, target, { ...chart, options: request.options }, modeOf(request));
    case 'rollback':
      return rollbackArguments(helm, target, {
        name: chart.name,
        revision: request.revision,
        options: request.options,
      });
    case 'uninstall':
      return uninstallArguments(target, { name: chart.name, options: request.options });
    case 'repair':
      return request.action.kind === 'rollback'
        ? rollbackArguments(helm, target, {
            name: chart.name,
            revision: request.action.revision,
            options: REPAIR_ROLLBACK,
          })
        : uninstallArguments(target, { name: chart.name, options: REPAIR_UNINSTALL });
    case 'template':
      return templateArguments(chart, request.namespace, request.options);
    default:
      return assertNever(request);
  }
}

function modeOf({ isDryRun }: { readonly isDryRun: boolean }) {
  return isDryRun ? 'server-dry-run' : 'run';
}

function nameOf(request: CommandRequest): string {
  return request.kind === 'template' ? request.name : request.place.name;
}

function targetOf(request: CommandRequest, kubeconfigFile: string): HelmTarget {
  const { context, namespace } =
    request.kind === 'template' ? { context: '', namespace: request.namespace } : request.place;
  return { kubeconfigFiles: [kubeconfigFile], context, namespace };
}

function chartOf(source: Extract<CommandRequest, { readonly source: unknown }>['source']) {
  if ('fileName' in source) return { path: CHART_PATH, reference: source.fileName, version: null };
  return { path: CHART_PATH, reference: ociAddress(source), version: tagToVersion(source.tag) };
}
