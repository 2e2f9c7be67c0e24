/** What can be chosen for an install, an upgrade, a roll-back or an uninstall, by the names of what it does rather than of flags. */
import * as z from 'zod';
import { TIMEOUT_BOUNDS } from './helm-option-bounds';
import { API_VERSION, KUBERNETES_VERSION } from './template-patterns';

const waiting = {
  /** `ready`: until everything is; `ready-and-jobs`: until its jobs have ended as well. */
  wait: z.enum(['none', 'ready', 'ready-and-jobs']),
  /** For each single wait, of hooks too; helm takes whole seconds. */
  timeoutMs: z.number().int().min(TIMEOUT_BOUNDS.leastMs).max(TIMEOUT_BOUNDS.mostMs),
};
const forcing = {
  /** Replace objects that can't be changed in place: they are gone for a moment. */
  forceReplace: z.boolean(),
  /** Take fields that another manager owns. Only helm 4. */
  forceConflicts: z.boolean(),
};
/** Kept with the revision, where everyone who can read it sees it. It is an argument of helm: no place for a secret. */
const description = z.string().max(500);

/** An install or an upgrade. */
export const applyOptionsSchema = z.strictObject({
  ...waiting,
  /** Undo what was done where it fails: roll back, or uninstall where there is nothing to go back to. It waits then. */
  rollBackOnFailure: z.boolean(),
  description,
  /** Adopt objects that are there and belong to no release, or another one. */
  takeOwnership: z.boolean(),
  skipCrds: z.boolean(),
  skipSchemaValidation: z.boolean(),
  ...forcing,
});
export type ApplyOptions = z.infer<typeof applyOptionsSchema>;

export const installOptionsSchema = applyOptionsSchema.extend({ createNamespace: z.boolean() });
export type InstallOptions = z.infer<typeof installOptionsSchema>;

export const rollbackOptionsSchema = z.strictObject({ ...waiting, ...forcing });
export type RollbackOptions = z.infer<typeof rollbackOptionsSchema>;

export const uninstallOptionsSchema = z.strictObject({
  /** `ready`: until all is gone. */
  wait: z.enum(['none', 'ready']),
  timeoutMs: waiting.timeoutMs,
  /** Its revisions stay, and with them its name. */
  keepHistory: z.boolean(),
  description,
});
export type UninstallOptions = z.infer<typeof uninstallOptionsSchema>;

/** For rendering without a cluster. */
export const templateOptionsSchema = z.strictObject({
  /** `1.31`; helm's own where there is none. */
  kubernetesVersion: z.string().regex(KUBERNETES_VERSION).nullable(),
  /** Beyond those of that version: `monitoring.coreos.com/v1`, or with a kind behind it. */
  apiVersions: z.array(z.string().regex(API_VERSION)),
  includeCrds: z.boolean(),
  includeHooks: z.boolean(),
  isUpgrade: z.boolean(),
});
export type TemplateOptions = z.infer<typeof templateOptionsSchema>;
