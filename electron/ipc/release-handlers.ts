/** The methods that read releases, answered by the reader. Translation only. */
import type { releaseContract } from '../../shared/ipc/release-contract';
import { readDrift } from '../releases/cluster-drift';
import { checkName, checkNamespace } from '../releases/check-target';
import {
  diffRevisions,
  openRelease,
  readHistory,
  readManifest,
  readReleaseList,
  readValues,
  type ReleaseAccess,
} from '../releases/release-reader';
import { readResources } from '../releases/release-resources';
import type { Handlers } from './handlers';

export type ReleaseHandlers = Pick<Handlers, keyof typeof releaseContract>;

export interface ReleaseServices {
  readonly clusterAccess: ReleaseAccess;
}

export function createReleaseHandlers({ clusterAccess }: ReleaseServices): ReleaseHandlers {
  return {
    'releases.list': (input, { signal }) => readReleaseList(clusterAccess, input, signal),
    'releases.get': ({ place }, { signal }) => openRelease(clusterAccess, place, signal),
    'releases.history': async ({ place }, { signal }) => [...(await readHistory(clusterAccess, place, signal))],
    'releases.values': (input, { signal }) => readValues(clusterAccess, input, signal),
    'releases.manifest': async (input, { signal }) => [...(await readManifest(clusterAccess, input, signal))],
    'releases.resources': (input, { signal }) => readResources(clusterAccess, input, signal),
    'releases.checkName': ({ place }, { signal }) => checkName(clusterAccess, place, signal),
    'releases.checkNamespace': (input, { signal }) => checkNamespace(clusterAccess, input, signal),
    'releases.diff': (input, { signal }) => diffRevisions(clusterAccess, input, signal),
    'releases.drift': (input, { signal }) => readDrift(clusterAccess, input, signal),
  };
}
