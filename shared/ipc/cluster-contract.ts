/** The part of the contract about helm and the clusters: which there are, and which of them the user works with. */
import * as z from 'zod';
import { clustersSchema, contextNameSchema, namespaceListSchema, namespaceSchema } from '../cluster-choice';
import { clusterInfoSchema } from '../cluster';
import { foundHelmSchema } from '../helm';
import { method } from './contract-method';

const nothing = z.null();

export const clusterContract = {
  /** `refresh` looks anew, as after an installation. */
  'helm.get': method({ input: z.strictObject({ refresh: z.boolean() }), output: foundHelmSchema }),
  /** Asks where helm is, by the system's dialog; null when the user cancelled. */
  'helm.pick': method({ input: nothing, output: foundHelmSchema.nullable() }),
  /** Forgets what was picked. */
  'helm.findByItself': method({ input: nothing, output: foundHelmSchema }),

  /** Reads the kubeconfig anew. Asks no cluster. */
  'clusters.get': method({ input: nothing, output: clustersSchema }),
  'clusters.choose': method({
    input: z.strictObject({ context: contextNameSchema, namespace: namespaceSchema.nullable() }),
    output: clustersSchema,
  }),
  /** In a protected context nothing is changed until its name was typed. */
  'clusters.setProtected': method({
    input: z.strictObject({ context: contextNameSchema, isProtected: z.boolean() }),
    output: clustersSchema,
  }),
  /** Asks for a kubeconfig, by the system's dialog; null when the user cancelled. */
  'clusters.pickKubeconfig': method({ input: nothing, output: clustersSchema.nullable() }),
  /** Forgets what was picked. */
  'clusters.findKubeconfig': method({ input: nothing, output: clustersSchema }),
  /** Null for one that was not asked anything yet: it isn't asked for this. */
  'clusters.knownInfo': method({
    input: z.strictObject({ context: contextNameSchema }),
    output: clusterInfoSchema.nullable(),
  }),
  'clusters.namespaces': method({ input: z.strictObject({ context: contextNameSchema }), output: namespaceListSchema }),
} as const;
