/** Which helm, kubeconfig, context and namespace the user chose, in `clusters.json`. Never a secret: of a kubeconfig only where it is. */
import { join } from 'node:path';
import * as z from 'zod';
import { openJsonStore, type JsonStore } from './json-store';

/** Null where nothing was chosen. */
const clusterChoicesSchema = z.strictObject({
  /** Absolute, from the system's dialog. */
  helmPath: z.string().nullable(),
  /** Absolute, from the system's dialog. */
  kubeconfigFile: z.string().nullable(),
  context: z.string().nullable(),
  /** Null for all of them. */
  namespace: z.string().nullable(),
  /** Names. They stay when another kubeconfig is chosen: a name that is protected is so in each. */
  protectedContexts: z.array(z.string()),
});
export type ClusterChoices = z.infer<typeof clusterChoicesSchema>;
export type ClusterChoicesStore = JsonStore<ClusterChoices>;

const NOTHING_CHOSEN: ClusterChoices = {
  helmPath: null,
  kubeconfigFile: null,
  context: null,
  namespace: null,
  protectedContexts: [],
};

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openClusterChoices(folder: string): Promise<ClusterChoicesStore> {
  return openJsonStore({ path: join(folder, 'clusters.json'), schema: clusterChoicesSchema, defaults: NOTHING_CHOSEN });
}
