/**
 * What helm answers with, JSON in the forms of 3 and 4, read into the types of shared/helm.ts. Lenient in what it doesn't need, and
 * strict in what it does: ZodError or SyntaxError for anything else. Pure.
 */
import * as z from 'zod';
import { releaseStatusSchema, type Release, type ReleaseChart, type ReleaseStatus } from '../../shared/helm';
import type { ReleaseDetails, ReleaseMetadata, ReleaseRevision } from '../../shared/helm';
import { isHelmVersion, isStrictVersion } from '../charts/helm-version';
import { parseGoTime } from './go-time';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const time = text.transform(parseGoTime);
const status = z.string().transform((value) => releaseStatusSchema.catch('unknown').parse(value));
/** A number in some answers, its text in others. */
const revision = z.coerce.number().int().positive();
const chartInOne = z.string().transform(splitChartName);

const listAnswer = z.array(
  z.object({
    name: z.string(),
    namespace: z.string(),
    revision,
    updated: time,
    status,
    chart: chartInOne,
    app_version: text,
  }),
);

const historyAnswer = z.array(
  z.object({ revision, updated: time, status, chart: chartInOne, app_version: text, description: text }),
);

const metadataAnswer = z.object({
  name: z.string(),
  namespace: z.string(),
  revision,
  status,
  chart: z.string(),
  version: text,
  appVersion: text,
  deployedAt: time,
  labels: z.record(z.string(), z.string()).nullish(),
  applyMethod: z.string().nullish(),
});

const hook = z.object({
  name: text,
  kind: text,
  path: text,
  manifest: text,
  events: z.array(z.string()).nullish(),
  weight: z.number().nullish(),
  delete_policies: z.array(z.string()).nullish(),
});

const releaseAnswer = z.object({
  name: z.string(),
  namespace: z.string(),
  version: revision,
  info: z.object({
    status,
    description: text,
    notes: text,
    first_deployed: time,
    last_deployed: time,
    deleted: time,
  }),
  manifest: text,
  hooks: z.array(hook).nullish(),
});

/** A hook of a release: an object that helm makes at certain moments, and that is none of its resources. */
export interface ReleaseHook {
  readonly name: string;
  readonly kind: string;
  /** Of the template: `demo/templates/tests/test.yaml`. */
  readonly source: string;
  /** `pre-install`, `test`, … */
  readonly events: readonly string[];
  readonly weight: number;
  readonly deletePolicies: readonly string[];
  /** Its YAML. Holds Secrets in clear. */
  readonly manifest: string;
}

/** What an install or upgrade gives, dry or not. Holds Secrets in clear: it never leaves the main process as it is. */
export interface RenderedRelease extends ReleaseDetails {
  readonly manifest: string;
  readonly hooks: readonly ReleaseHook[];
}

/** A revision with what it made. Holds Secrets in clear. */
export interface MadeRevision {
  readonly revision: number;
  readonly status: ReleaseStatus;
  readonly chart: ReleaseChart;
  readonly manifest: string;
  readonly hooks: string;
}

const madeAnswer = z.tuple([revision, status, z.string(), z.string(), z.string(), z.string()]);

/** The parts of the answer to `madeArguments`. */
export function readMade(parts: readonly string[]): MadeRevision {
  const [number, state, name, version, manifest, hooks] = madeAnswer.parse(parts);
  return { revision: number, status: state, chart: { name, version }, manifest, hooks };
}

export function readReleases(json: string): readonly Release[] {
  return listAnswer
    .parse(JSON.parse(json))
    .map(({ name, namespace, revision: number, status: state, chart, app_version: appVersion, updated }) => ({
      name,
      namespace,
      revision: number,
      status: state,
      chart,
      appVersion,
      updatedAt: updated,
    }));
}

/** Newest first. */
export function readHistory(json: string): readonly ReleaseRevision[] {
  const revisions = historyAnswer
    .parse(JSON.parse(json))
    .map(({ revision: number, status: state, chart, app_version: appVersion, description, updated }) => ({
      revision: number,
      status: state,
      chart,
      appVersion,
      description,
      updatedAt: updated,
    }));
  return revisions.sort((a, b) => b.revision - a.revision);
}

export function readMetadata(json: string): ReleaseMetadata {
  const { chart, version, labels, applyMethod, ...rest } = metadataAnswer.parse(JSON.parse(json));
  return {
    ...rest,
    chart: { name: chart, version },
    labels: labels ?? null,
    applyMethod: applyMethod === 'ssa' ? 'server-side' : applyMethod === 'csa' ? 'client-side' : null,
  };
}

/** The answer of `status`. What helm 4 adds, the live objects, is left out: it has Secrets in clear. */
export function readDetails(json: string): ReleaseDetails {
  const { manifest: _manifest, hooks: _hooks, ...details } = readRelease(json);
  return details;
}

export function readRelease(json: string): RenderedRelease {
  const { name, namespace, version, info, manifest, hooks } = releaseAnswer.parse(JSON.parse(json));
  return {
    name,
    namespace,
    revision: version,
    status: info.status,
    description: info.description,
    notes: info.notes,
    firstDeployedAt: info.first_deployed,
    lastDeployedAt: info.last_deployed,
    deletedAt: info.deleted,
    manifest,
    hooks: (hooks ?? []).map((item) => ({
      name: item.name,
      kind: item.kind,
      source: item.path,
      events: item.events ?? [],
      weight: item.weight ?? 0,
      deletePolicies: item.delete_policies ?? [],
      manifest: item.manifest,
    })),
  };
}

/** `my-chart-1.2.3-rc.1`: helm joins name and version, and either may have dashes. The first full version counts, else the last word. */
export function splitChartName(joined: string): ReleaseChart {
  const dashes = [...joined.matchAll(/-/g)].map(({ index }) => index);
  const dash =
    dashes.find((index) => isStrictVersion(joined.slice(index + 1))) ??
    [joined.lastIndexOf('-')].find((index) => index >= 0 && isHelmVersion(joined.slice(index + 1)));
  return dash === undefined
    ? { name: joined, version: '' }
    : { name: joined.slice(0, dash), version: joined.slice(dash + 1) };
}
