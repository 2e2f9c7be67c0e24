/**
 * What an install or an upgrade would make, as the cluster itself says. Plain data: what Secrets hold is hidden. A preview is kept in
 * the main process under its id, and only what was previewed can be run.
 */
import * as z from 'zod';
import { releaseChartSchema, releaseStatusSchema } from './helm';
import { applyOptionsSchema, installOptionsSchema } from './helm-options';
import { manifestResourceSchema } from './manifest';
import { releasePlaceSchema } from './release';
import { chartSourceSchema } from './release-source';
import { MAX_VALUES_LENGTH } from './values-bounds';

export const previewIdSchema = z.string().uuid().brand<'PreviewId'>();
export type PreviewId = z.infer<typeof previewIdSchema>;

const request = {
  place: releasePlaceSchema,
  source: chartSourceSchema,
  /** The whole overrides, YAML; '' for none. */
  values: z.string().max(MAX_VALUES_LENGTH),
};

export const installRequestSchema = z.strictObject({ ...request, options: installOptionsSchema });
export type InstallRequest = z.infer<typeof installRequestSchema>;

export const upgradeRequestSchema = z.strictObject({ ...request, options: applyOptionsSchema });
export type UpgradeRequest = z.infer<typeof upgradeRequestSchema>;

/** `blocking`: it can't be run like this. */
export const previewWarningSchema = z.strictObject({
  code: z.enum([
    'name-taken',
    'name-not-text',
    'namespace-missing',
    'deprecated',
    'cluster-wide',
    'other-namespaces',
    'hooks',
    'crds-installed',
    'crds-kept',
    'crds-not-upgraded',
    'last-failed',
    'older-version',
  ]),
  severity: z.enum(['blocking', 'warning', 'info']),
  /** What it is, in one sentence. */
  message: z.string(),
  /** What it means, and what to do about it. */
  why: z.string().optional(),
  /** Names of what it is about. */
  items: z.array(z.string()),
  /** The command that helps, as words to be quoted for a shell; several are joined by a pipe. */
  pipeline: z.array(z.array(z.string())).optional(),
});
export type PreviewWarning = z.infer<typeof previewWarningSchema>;

export const previewChartSchema = z.strictObject({ name: z.string(), version: z.string(), appVersion: z.string() });

const preview = {
  id: previewIdSchema,
  place: releasePlaceSchema,
  chart: previewChartSchema,
  /** With its hooks: those have `hookEvents`. */
  resources: z.array(manifestResourceSchema),
  /** The objects of its folder `crds/`, which helm makes before anything else, and only where they are not there. */
  crds: z.array(manifestResourceSchema),
  /** Each once, sorted. */
  images: z.array(z.string()),
  /** Plain text that must not be trusted. */
  notes: z.string(),
  /** Blocking ones first. */
  warnings: z.array(previewWarningSchema),
};

export const installPreviewSchema = z.strictObject({ kind: z.literal('install'), ...preview });
export type InstallPreview = z.infer<typeof installPreviewSchema>;

/** Compared with `deployed`: see `previews.diff`. */
export const upgradePreviewSchema = z.strictObject({
  kind: z.literal('upgrade'),
  ...preview,
  deployed: z.strictObject({
    /** The one that is deployed; where none is, the last one. */
    revision: z.number(),
    status: releaseStatusSchema,
    chart: releaseChartSchema,
    /** Of the last revision, which may be one that failed. */
    lastRevision: z.number(),
  }),
});
export type UpgradePreview = z.infer<typeof upgradePreviewSchema>;
