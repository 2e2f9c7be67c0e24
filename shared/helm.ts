/** The helm program and the releases that it keeps, as the window shows them. Plain data: no secret, no value of a chart. */
import * as z from 'zod';
import { appErrorSchema } from './errors';

/** What a version of helm can do beyond what every one that Chartroom uses can. */
export const helmFeaturesSchema = z.strictObject({
  /** `--take-ownership`, from 3.17 on. */
  takeOwnership: z.boolean(),
  /** `--skip-schema-validation`, from 3.16 on. */
  skipSchemaValidation: z.boolean(),
  /** `--force-conflicts`: server-side apply, from 4.0 on. */
  forceConflicts: z.boolean(),
});
export type HelmFeatures = z.infer<typeof helmFeaturesSchema>;

export const helmVersionSchema = z.strictObject({
  /** `3.17.3`, with what may follow a `-`. */
  version: z.string(),
  major: z.union([z.literal(3), z.literal(4)]),
  features: helmFeaturesSchema,
  /** Known weaknesses of it that are fixed in later versions, by their CVE number. */
  weaknesses: z.array(z.string()),
});
export type HelmVersion = z.infer<typeof helmVersionSchema>;

export const unusableHelmReasonSchema = z.enum([
  /** Older than Chartroom can use. */
  'too-old',
  /** Of a generation that Chartroom doesn't know yet. */
  'too-new',
  /** It answers, and not as helm does. */
  'not-helm',
  /** It hangs, fails or was killed. */
  'no-answer',
  /** It can't be run: another machine's, or no right to it. */
  'not-started',
]);
export type UnusableHelmReason = z.infer<typeof unusableHelmReasonSchema>;

/** `path` is to be shown and never used: the home folder is `~` in it. */
export const foundHelmSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('ready'), path: z.string(), ...helmVersionSchema.shape }),
  z.strictObject({ state: z.literal('missing'), problem: appErrorSchema }),
  z.strictObject({
    state: z.literal('unusable'),
    path: z.string(),
    reason: unusableHelmReasonSchema,
    problem: appErrorSchema,
  }),
]);
export type FoundHelm = z.infer<typeof foundHelmSchema>;

export const releaseStatusSchema = z.enum([
  'unknown',
  'deployed',
  'uninstalled',
  'superseded',
  'failed',
  'uninstalling',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
]);
export type ReleaseStatus = z.infer<typeof releaseStatusSchema>;

/** Version `''` where it can't be told from the name. */
export const releaseChartSchema = z.strictObject({ name: z.string(), version: z.string() });
export type ReleaseChart = z.infer<typeof releaseChartSchema>;

const revision = z.number().int().positive();
/** Epoch ms; null where helm knows none. */
const time = z.number().nullable();

/** A release as lists show it: its last revision. */
export const releaseSchema = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  revision,
  status: releaseStatusSchema,
  chart: releaseChartSchema,
  appVersion: z.string(),
  updatedAt: time,
});
export type Release = z.infer<typeof releaseSchema>;

export const releaseRevisionSchema = z.strictObject({
  revision,
  status: releaseStatusSchema,
  chart: releaseChartSchema,
  appVersion: z.string(),
  /** Helm's own words, or what was given at the time. */
  description: z.string(),
  updatedAt: time,
});
export type ReleaseRevision = z.infer<typeof releaseRevisionSchema>;

export const releaseMetadataSchema = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  revision,
  status: releaseStatusSchema,
  chart: releaseChartSchema,
  appVersion: z.string(),
  deployedAt: time,
  /** Null where this helm doesn't tell: 3 keeps them to itself. */
  labels: z.record(z.string(), z.string()).nullable(),
  /** How its objects are applied: by the server, or by helm as version 3 does. Null where this helm doesn't tell. */
  applyMethod: z.enum(['server-side', 'client-side']).nullable(),
});
export type ReleaseMetadata = z.infer<typeof releaseMetadataSchema>;

export const releaseDetailsSchema = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  revision,
  status: releaseStatusSchema,
  description: z.string(),
  /** As the chart's NOTES.txt gave them: plain text that must not be trusted. */
  notes: z.string(),
  firstDeployedAt: time,
  lastDeployedAt: time,
  deletedAt: time,
});
export type ReleaseDetails = z.infer<typeof releaseDetailsSchema>;

/** What a helm that changes a cluster is at, as far as it tells. */
export const helmPhaseSchema = z.enum(['starting', 'hooks', 'applying', 'waiting', 'deleting', 'rolling-back']);
export type HelmPhase = z.infer<typeof helmPhaseSchema>;

/** Live output of one that runs; lines are redacted. */
export const helmRunEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('phase'), phase: helmPhaseSchema }),
  z.strictObject({ type: z.literal('line'), text: z.string() }),
]);
export type HelmRunEvent = z.infer<typeof helmRunEventSchema>;
