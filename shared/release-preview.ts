/**
 * What an install or an upgrade would make, as the cluster itself says. Plain data: what Secrets hold is hidden. A preview is kept in
 * the main process under its id, and only what was previewed can be run.
 */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { applyOptionsSchema, installOptionsSchema } from './helm-options';
import { manifestResourceSchema } from './manifest';
import { releasePlaceSchema } from './release';
import { chartSourceSchema } from './release-source';

export const previewIdSchema = z.string().uuid().brand<'PreviewId'>();
export type PreviewId = z.infer<typeof previewIdSchema>;

/** helm reads no larger file; in characters. */
export const MAX_VALUES_LENGTH = 5 * 1024 * 1024;

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
    'crds-installed',
    'crds-kept',
    'crds-not-upgraded',
    'hooks',
    'values-unchecked',
    'not-deployed',
    'republished',
    'older-version',
  ]),
  severity: z.enum(['blocking', 'warning', 'info']),
  /** What it is, in one sentence. */
  message: z.string(),
  /** What it means, and what to do about it. */
  why: z.string().optional(),
  /** Names of what it is about. */
  items: z.array(z.string()),
  /** The command that helps, in words to be quoted for a shell. */
  command: z.array(z.string()).optional(),
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

/** What holds back a release name, or why it is free. */
export const nameCheckSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('free') }),
  /** Helm doesn't take it, or charts fail with it. */
  z.strictObject({ state: z.literal('invalid'), error: appErrorSchema }),
  /** By a release of any status. */
  z.strictObject({ state: z.literal('taken'), status: z.string(), revision: z.number(), error: appErrorSchema }),
]);
export type NameCheck = z.infer<typeof nameCheckSchema>;
