/** What the user works with: a kubeconfig, a context of it, a namespace. Plain data: no secret, and no path that is used. */
import * as z from 'zod';
import { kubeconfigSchema } from './cluster';
import { namespaceProblem } from './release-name';

/** Nothing that Kubernetes takes is longer; names of contexts may be anything. */
export const contextNameSchema = z.string().min(1).max(1024);
export const namespaceSchema = z
  .string()
  .refine((name) => namespaceProblem(name) === null, 'not the name of a namespace');

export const clustersSchema = z.strictObject({
  kubeconfig: kubeconfigSchema,
  /** The user picked its file; else it is the one that kubectl and helm would take. */
  isPicked: z.boolean(),
  /** Where the user works: the one that was chosen, else the kubeconfig's current one. Null where there is neither. */
  context: z.string().nullable(),
  /** Null for all namespaces. */
  namespace: z.string().nullable(),
  /** Names of the contexts in which a change asks for the context's name first. */
  protectedContexts: z.array(z.string()),
});
export type Clusters = z.infer<typeof clustersSchema>;

export const namespaceListSchema = z.strictObject({
  /** Sorted. */
  names: z.array(z.string()),
  /** False for users who may not list them: only the context's own is known then. */
  isComplete: z.boolean(),
});
export type NamespaceList = z.infer<typeof namespaceListSchema>;
