/** Starts the app with a helm and a kubeconfig chosen, as somebody left them who chose them in the settings. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { launchApp, type LaunchedApp, type LaunchOptions } from './launch';

export interface ClusterAppOptions extends LaunchOptions {
  /** Null: a file that is not there. */
  readonly helm?: '4.2.3' | '3.17.3' | null;
  readonly kubeconfig: string;
}

/** The caller closes it and removes its folder, as after `launchApp`. */
export async function launchWithCluster({
  helm = '4.2.3',
  kubeconfig,
  ...options
}: ClusterAppOptions): Promise<LaunchedApp> {
  // What was chosen in an earlier start is there already.
  if (options.userDataFolder !== undefined) return launchApp(options);
  const userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  const choices = {
    helmPath: helm === null ? join(userDataFolder, 'no-helm') : await ensureHelm(helm),
    kubeconfigFile: kubeconfig,
    context: null,
    namespace: null,
  };
  await writeFile(join(userDataFolder, 'clusters.json'), JSON.stringify(choices));
  return launchApp({ ...options, userDataFolder });
}
