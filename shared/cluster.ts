/** Clusters as the window shows them: what a kubeconfig names, and what a cluster says of itself. Plain data: no token, key or password. */
import * as z from 'zod';

/** Why a context can't be used. */
export const contextProblemSchema = z.enum([
  /** It names a cluster, or a user, that no file has. */
  'cluster-missing',
  'user-missing',
  /** Its cluster has no address: kubectl and helm would then talk to localhost:8080. */
  'server-missing',
  /** The address is none. */
  'server-invalid',
  /** A way of logging in that kubectl itself gave up in 1.26. */
  'auth-provider',
]);
export type ContextProblem = z.infer<typeof contextProblemSchema>;

/** How its user proves who it is. */
export const clusterUserKindSchema = z.enum(['certificate', 'token', 'program', 'password', 'auth-provider', 'none']);
export type ClusterUserKind = z.infer<typeof clusterUserKindSchema>;

export const kubeContextSchema = z.strictObject({
  name: z.string(),
  /** Its name in the kubeconfig. */
  cluster: z.string(),
  /** `https://host:port/path`, without user info and query; null where it has none. */
  server: z.string().nullable(),
  /** Where nothing else is chosen; `default` where it names none. */
  namespace: z.string(),
  user: z.strictObject({
    kind: clusterUserKindSchema,
    /** The program that is asked for the login, such as `aws`. */
    program: z.string().optional(),
  }),
  problem: contextProblemSchema.optional(),
});
export type KubeContext = z.infer<typeof kubeContextSchema>;

export const kubeconfigProblemSchema = z.discriminatedUnion('code', [
  /** None of the files is there. */
  z.strictObject({ code: z.literal('missing') }),
  /** No right to it, no regular file, or too large for one. */
  z.strictObject({ code: z.literal('unreadable'), file: z.string() }),
  /** It is no kubeconfig. `details`: what is wrong where; redacted. */
  z.strictObject({ code: z.literal('broken'), file: z.string(), details: z.string() }),
]);
export type KubeconfigProblem = z.infer<typeof kubeconfigProblemSchema>;

export const kubeconfigSchema = z.strictObject({
  /** Those that are there, as they are merged; `~` for the home folder: to be shown and never used. */
  files: z.array(z.string()),
  /** By name. */
  contexts: z.array(kubeContextSchema),
  /** Null where none is named, or one that is not there. */
  currentContext: z.string().nullable(),
  /** With one, there are no contexts: helm and kubectl would read none either. */
  problem: kubeconfigProblemSchema.optional(),
});
export type Kubeconfig = z.infer<typeof kubeconfigSchema>;

export const clusterInfoSchema = z.strictObject({
  /** `v1.37.2`. */
  version: z.string(),
  /** `1.37`, as helm takes it. */
  kubernetesVersion: z.string(),
});
export type ClusterInfo = z.infer<typeof clusterInfoSchema>;

/** One thing that somebody may do or not. */
export const clusterActionSchema = z.strictObject({
  verb: z.string(),
  /** `''` for the core group. */
  group: z.string(),
  resource: z.string(),
  /** Null for all of them, and for what belongs to the whole cluster. */
  namespace: z.string().nullable(),
});
export type ClusterAction = z.infer<typeof clusterActionSchema>;

/** A rule of what the user may do in a namespace; `*` for everything. */
export const clusterRuleSchema = z.strictObject({
  verbs: z.array(z.string()),
  groups: z.array(z.string()),
  resources: z.array(z.string()),
  /** Empty for all names. */
  names: z.array(z.string()),
});
export type ClusterRule = z.infer<typeof clusterRuleSchema>;

export const clusterRulesSchema = z.strictObject({
  rules: z.array(clusterRuleSchema),
  /** Where the cluster can't tell them all. */
  isIncomplete: z.boolean(),
});
export type ClusterRules = z.infer<typeof clusterRulesSchema>;
