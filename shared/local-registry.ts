/** The local registry as the window shows it. Plain data: no secret; a folder is written with `~`, to be shown and never used. */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { HOST_NAME, MAX_ALLOWED_HOSTS, MAX_HOST_NAME_LENGTH, PORT_BOUNDS } from './local-registry-defaults';
import { registryAddressSchema } from './registry';

/** What serves it: our own server, a container of the `registry` image, or a registry program of this machine. */
export const engineKindSchema = z.enum(['built-in', 'docker', 'podman', 'program']);
export type EngineKind = z.infer<typeof engineKindSchema>;

export const foundEngineSchema = z.strictObject({
  kind: engineKindSchema,
  /** As it calls itself: `Podman 4.3.1`, `docker-registry 2.8.2`. Absent where it isn't on this machine. */
  name: z.string().optional(),
  /** Why it can't be used, and what to do. Absent where it can. */
  problem: appErrorSchema.optional(),
});
export type FoundEngine = z.infer<typeof foundEngineSchema>;

export const hostNameSchema = z.string().max(MAX_HOST_NAME_LENGTH).regex(HOST_NAME, { message: 'not a host name' });

export const portSchema = z.number().int().min(PORT_BOUNDS.least).max(PORT_BOUNDS.most);

export const localRegistryConfigSchema = z.strictObject({
  engine: engineKindSchema,
  port: portSchema,
  startWithApp: z.boolean(),
  /** Names, besides those of loopback, under which the built-in registry answers, such as `host.docker.internal`. */
  allowedHosts: z.array(hostNameSchema).max(MAX_ALLOWED_HOSTS),
});
export type LocalRegistryConfig = z.infer<typeof localRegistryConfigSchema>;

/** Why it could not be started: each has its own way out. */
export const startFailureCodeSchema = z.enum([
  'port-in-use',
  /** Ports below 1024, for an ordinary user. */
  'port-forbidden',
  /** Another process serves the folder. */
  'folder-in-use',
  /** No right to it. */
  'folder-forbidden',
  /** It holds something else, or what a newer version wrote. */
  'folder-unusable',
  'disk-full',
  /** The engine's program is not on this machine. */
  'engine-missing',
  /** It is there and refused, such as Docker without its daemon. */
  'engine-failed',
  'internal',
]);
export type StartFailureCode = z.infer<typeof startFailureCodeSchema>;

export const localRegistryStateSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('stopped') }),
  z.strictObject({ name: z.literal('starting') }),
  /** `startedAt`: epoch ms. */
  z.strictObject({ name: z.literal('running'), address: registryAddressSchema, startedAt: z.number() }),
  z.strictObject({ name: z.literal('stopping') }),
  z.strictObject({
    name: z.literal('failed'),
    code: startFailureCodeSchema,
    error: appErrorSchema,
    /** For a port in use: the next one that is free. */
    freePort: portSchema.optional(),
  }),
  /** It ended by itself. `lastLines`: of its log. */
  z.strictObject({ name: z.literal('crashed'), error: appErrorSchema, lastLines: z.array(z.string()) }),
]);
export type LocalRegistryState = z.infer<typeof localRegistryStateSchema>;

export const localRegistrySchema = z.strictObject({
  state: localRegistryStateSchema,
  config: localRegistryConfigSchema,
  /** Where its charts are. */
  folder: z.string(),
  /** Whether it asks for a login, and whose. */
  login: z.strictObject({ username: z.string() }).nullable(),
});
export type LocalRegistry = z.infer<typeof localRegistrySchema>;

export const localRegistryUsageSchema = z.strictObject({
  /** Of all that it keeps; null where there is nothing yet or it can't be read. */
  sizeBytes: z.number().nullable(),
  /** Null where only the registry could tell, and it doesn't run. */
  repositories: z.number().nullable(),
  /** On the disk that its folder is on. */
  freeBytes: z.number().nullable(),
});
export type LocalRegistryUsage = z.infer<typeof localRegistryUsageSchema>;

export const collectedGarbageSchema = z.strictObject({
  manifests: z.number(),
  files: z.number(),
  sizeBytes: z.number(),
});
export type CollectedGarbage = z.infer<typeof collectedGarbageSchema>;

export const localRegistryLogLineSchema = z.strictObject({
  /** Grows by one a line for as long as the app runs: so a window that was reloaded asks for what it lacks. */
  number: z.number().int().positive(),
  /** Epoch ms. */
  at: z.number(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
});
export type LocalRegistryLogLine = z.infer<typeof localRegistryLogLineSchema>;
