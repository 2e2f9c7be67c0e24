/**
 * The one contract between the window and the main process: every method with the schema of its input and output.
 * Handlers are typed by it (electron/ipc/handlers.ts), both ways are parsed in the main process (electron/ipc/dispatcher.ts),
 * and the window calls through renderer/ipc.ts. No output holds a secret or a path.
 */
import * as z from 'zod';
import {
  collectedGarbageSchema,
  foundEngineSchema,
  localRegistryConfigSchema,
  localRegistryLogLineSchema,
  localRegistrySchema,
  localRegistryUsageSchema,
} from '../local-registry';
import { digestSchema } from '../oci';
import { packagedListSchema } from '../packaged-folder';
import {
  destinationSchema,
  fileIdSchema,
  inspectedFileSchema,
  offeredFileSchema,
  pushCheckSchema,
  pushItemSchema,
} from '../push';
import {
  blobPreviewSchema,
  chartDetailSchema,
  foundLoginSchema,
  manifestDetailSchema,
  registryAddressSchema,
  registrySchema,
  repositoryListSchema,
  repositoryNameSchema,
  tagSchema,
  versionListSchema,
  versionSummarySchema,
} from '../registry';
import { settingsSchema } from '../settings';
import { transferIdSchema, transferSchema } from '../transfer';
import { archiveContract } from './archive-contract';
import { clusterContract } from './cluster-contract';
import { compareContract } from './compare-contract';
import { method } from './contract-method';
import { releaseContract } from './release-contract';
import { operationContract } from './operation-contract';
import { renderContract } from './render-contract';
import { sourceContract } from './source-contract';
import { trustContract } from './trust-contract';
import { valuesContract } from './values-contract';

/** What one drop may hold; more is answered with a message, not with a hanging window. */
export const MAX_OFFERED_FILES = 500;
/** Several drops may lie in one sheet; more than that is released when the page goes. */
const MAX_RELEASED_FILES = 20 * MAX_OFFERED_FILES;
/** Registry tokens of the large clouds reach 8 KB; nothing honest is longer than this. */
const MAX_SECRET_LENGTH = 32_768;

const nothing = z.null();
const address = z.strictObject({ address: registryAddressSchema });
const repository = z.strictObject({ address: registryAddressSchema, repository: repositoryNameSchema });
const tagged = repository.extend({ tag: tagSchema });
/** `refresh` asks the registry even where a saved answer is there. */
const refresh = { refresh: z.boolean() };
const login = {
  username: z.string().min(1).max(1024),
  secret: z.string().min(1).max(MAX_SECRET_LENGTH),
};

export const appInfoSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** True on the Electron that closed networks get: for trying and testing, never shipped. */
  unsupportedRuntime: z.boolean(),
  keychain: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('keychain'), name: z.string() }),
    z.strictObject({ kind: z.literal('memory'), why: z.string() }),
  ]),
  /** With `~` for the home folder; shown in the settings, never used as a path. */
  dataFolder: z.string(),
  /** The project's own page, where package.json names one. */
  homepage: z.string().optional(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

export const contract = {
  'app.info': method({ input: nothing, output: appInfoSchema }),
  'app.showMenu': method({ input: z.strictObject({ x: z.number().int(), y: z.number().int() }), output: nothing }),
  /** Asks the user first where `fromChart` says that a chart named the link. */
  'app.openLink': method({
    input: z.strictObject({ url: z.string().max(2048), fromChart: z.boolean() }),
    output: z.strictObject({ opened: z.boolean() }),
  }),
  'app.openLogs': method({ input: nothing, output: nothing }),
  'app.openDataFolder': method({ input: nothing, output: nothing }),
  /** The window has painted its first usable screen and takes events: what was asked before (a link, a file) is sent now. */
  'app.ready': method({ input: nothing, output: nothing }),

  'settings.get': method({ input: nothing, output: settingsSchema }),
  'settings.update': method({ input: settingsSchema.partial(), output: settingsSchema }),
  'cache.size': method({ input: nothing, output: z.strictObject({ sizeBytes: z.number(), entries: z.number() }) }),
  'cache.clear': method({ input: nothing, output: nothing }),

  'registries.list': method({ input: nothing, output: z.array(registrySchema) }),
  /** Adds after the registry answered. With a login: only where it is accepted; nothing is stored otherwise. */
  'registries.add': method({
    input: address.extend({ plainHttp: z.boolean(), login: z.strictObject(login).nullable() }),
    output: registrySchema,
  }),
  'registries.logIn': method({ input: address.extend(login), output: registrySchema }),
  'registries.logOut': method({ input: address, output: registrySchema }),
  'registries.setPlainHttp': method({ input: address.extend({ plainHttp: z.boolean() }), output: registrySchema }),
  'registries.check': method({ input: address, output: registrySchema }),
  'registries.remove': method({ input: address, output: nothing }),
  /** Ends the waits announced by `request.delayed`: tries again at once. */
  'registries.retryNow': method({ input: address, output: nothing }),

  'logins.find': method({ input: nothing, output: z.array(foundLoginSchema) }),
  /** Logs in with a login that another tool keeps, adding the registry if it isn't there. */
  'logins.use': method({
    input: address.extend({ tool: foundLoginSchema.shape.tool, plainHttp: z.boolean() }),
    output: registrySchema,
  }),

  'localRegistry.get': method({ input: nothing, output: localRegistrySchema }),
  /** What is on this machine to serve it; looks anew each time. */
  'localRegistry.engines': method({ input: nothing, output: z.array(foundEngineSchema) }),
  /** How it went is in the state that comes back: what an engine refuses is no failure of the call. */
  'localRegistry.start': method({ input: nothing, output: localRegistrySchema }),
  'localRegistry.stop': method({ input: nothing, output: localRegistrySchema }),
  /** Takes effect at once: one that runs is started anew where that is needed. */
  'localRegistry.configure': method({ input: localRegistryConfigSchema.partial(), output: localRegistrySchema }),
  /** Null: it asks for no login. The same goes for what `configure` says. */
  'localRegistry.setLogin': method({ input: z.strictObject(login).nullable(), output: localRegistrySchema }),
  /** Asks where to keep the charts, by the system's dialog; null when the user cancelled. What is kept elsewhere stays there. */
  'localRegistry.chooseFolder': method({ input: nothing, output: localRegistrySchema.nullable() }),
  'localRegistry.openFolder': method({ input: nothing, output: nothing }),
  'localRegistry.usage': method({ input: nothing, output: localRegistryUsageSchema }),
  /** Of the built-in registry, while it runs. `untaggedManifests`: also manifests that no tag leads to. */
  'localRegistry.collectGarbage': method({
    input: z.strictObject({ untaggedManifests: z.boolean() }),
    output: collectedGarbageSchema,
  }),
  /** Stops it and deletes everything it keeps. The window has asked. */
  'localRegistry.remove': method({ input: nothing, output: localRegistrySchema }),
  /** The lines after a number, at most `MAX_LOCAL_REGISTRY_LOG_LINES`; `localRegistry.logged` sends those that follow. */
  'localRegistry.log': method({
    input: z.strictObject({ after: z.number().int().nonnegative() }),
    output: z.array(localRegistryLogLineSchema),
  }),
  /** Pushes the sample charts to it, while it runs; `first` is where to look. */
  'localRegistry.pushSamples': method({
    input: nothing,
    output: z.strictObject({ transfers: z.array(transferIdSchema), first: tagged }),
  }),

  'repositories.list': method({ input: address.extend(refresh), output: repositoryListSchema }),
  /** Checks that the repository answers, then keeps the name. */
  'repositories.add': method({ input: repository, output: nothing }),
  'repositories.remove': method({ input: repository, output: nothing }),

  'versions.list': method({ input: repository.extend(refresh), output: versionListSchema }),
  'versions.describe': method({ input: tagged.extend(refresh), output: versionSummarySchema }),

  /** `reference`: a tag, or a digest of the repository. */
  'charts.get': method({
    input: repository.extend({ reference: z.union([digestSchema, tagSchema]), ...refresh }),
    output: chartDetailSchema,
  }),
  'manifests.get': method({ input: repository.extend({ digest: digestSchema }), output: manifestDetailSchema }),
  'blobs.preview': method({
    input: repository.extend({ digest: digestSchema, sizeBytes: z.number().int().nonnegative() }),
    output: blobPreviewSchema,
  }),
  /** Asks where to, by the system's dialog, and writes the content's own bytes. Null when the user cancelled. */
  'content.save': method({
    input: repository.extend({
      digest: digestSchema,
      sizeBytes: z.number().int().nonnegative(),
      isManifest: z.boolean(),
      fileName: z.string().min(1).max(200),
    }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
  }),

  /** Opens the system's dialog, which on most systems shows either files or folders; empty when the user cancelled. */
  'files.choose': method({ input: z.enum(['files', 'folders', 'chart']), output: z.array(offeredFileSchema) }),
  /** A folder of a chart is packaged into an archive of the app's own, which stays until it is released or pushed. */
  'files.inspect': method({ input: z.strictObject({ fileId: fileIdSchema }), output: inspectedFileSchema }),

  /** What went into a packaged folder and what did not; null for what is no packaged folder. */
  'files.packaged': method({
    input: z.strictObject({ fileId: fileIdSchema }),
    output: packagedListSchema.nullable(),
  }),
  /** The push sheet needs these no longer. */
  'files.release': method({
    input: z.strictObject({ fileIds: z.array(fileIdSchema).max(MAX_RELEASED_FILES) }),
    output: nothing,
  }),

  'push.check': method({
    input: z.strictObject({ fileId: fileIdSchema, destination: destinationSchema, withProvenance: z.boolean() }),
    output: pushCheckSchema,
  }),
  'push.start': method({
    input: z.strictObject({
      destination: destinationSchema,
      items: z.array(pushItemSchema).min(1).max(MAX_OFFERED_FILES),
    }),
    output: z.array(transferIdSchema),
  }),
  /** Asks where to, by the system's dialog; null when the user cancelled. */
  'pull.start': method({ input: tagged.extend({ digest: digestSchema }), output: transferIdSchema.nullable() }),

  'transfers.list': method({ input: nothing, output: z.array(transferSchema) }),
  'transfers.cancel': method({ input: z.strictObject({ id: transferIdSchema }), output: nothing }),
  'transfers.retry': method({ input: z.strictObject({ id: transferIdSchema }), output: nothing }),
  'transfers.reveal': method({ input: z.strictObject({ id: transferIdSchema }), output: nothing }),
  /** Takes one that is over off the list. */
  'transfers.putAway': method({ input: z.strictObject({ id: transferIdSchema }), output: nothing }),
  /** Takes all that are done or cancelled off the list; failed ones stay. */
  'transfers.clearDone': method({ input: nothing, output: nothing }),

  ...archiveContract,
  ...compareContract,
  ...clusterContract,
  ...releaseContract,
  ...operationContract,
  ...renderContract,
  ...sourceContract,
  ...trustContract,
  ...valuesContract,
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type MethodInput<Name extends MethodName> = z.infer<Contract[Name]['input']>;
export type MethodOutput<Name extends MethodName> = z.infer<Contract[Name]['output']>;
