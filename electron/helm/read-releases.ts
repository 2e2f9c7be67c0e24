/** What helm knows of the releases of a cluster: one function a command. All throw HelmError, or the signal's reason. */
import { randomUUID } from 'node:crypto';
import type { Release, ReleaseDetails, ReleaseMetadata, ReleaseRevision } from '../../shared/helm';
import { redact } from '../log/redact';
import { readDetails, readHistory, readMade, readMetadata, readReleases, type MadeRevision } from './answers';
import type { Helm } from './find-helm';
import type { HelmTarget } from './helm-target';
import { READ_TIMEOUT_MS } from './limits';
import {
  historyArguments,
  listArguments,
  madeArguments,
  metadataArguments,
  statusArguments,
  valuesArguments,
} from './read-arguments';
import { readAnswer, readHelm } from './run-helm';

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

export interface RevisionOptions extends ReadOptions {
  /** The last one where none is named. */
  readonly revision?: number;
}

/** Of every status; those of the target's namespace, or of all of them. */
export async function listReleases(
  helm: Helm,
  target: HelmTarget,
  { allNamespaces, signal }: ReadOptions & { readonly allNamespaces: boolean },
): Promise<readonly Release[]> {
  return readAnswer(readReleases, await read(helm, target, listArguments(target, { allNamespaces }), signal));
}

/** Newest first. */
export async function readReleaseHistory(
  helm: Helm,
  target: HelmTarget,
  name: string,
  { signal }: ReadOptions = {},
): Promise<readonly ReleaseRevision[]> {
  return readAnswer(readHistory, await read(helm, target, historyArguments(target, name), signal));
}

/** Status, description, notes and times. */
export async function readReleaseDetails(
  helm: Helm,
  target: HelmTarget,
  name: string,
  { revision, signal }: RevisionOptions = {},
): Promise<ReleaseDetails> {
  return readAnswer(readDetails, await read(helm, target, statusArguments(target, name, revision ?? null), signal));
}

/** Chart name and version apart, and in helm 4 the labels. */
export async function readReleaseMetadata(
  helm: Helm,
  target: HelmTarget,
  name: string,
  { revision, signal }: RevisionOptions = {},
): Promise<ReleaseMetadata> {
  return readAnswer(readMetadata, await read(helm, target, metadataArguments(target, name, revision ?? null), signal));
}

/** YAML: the user's overrides, or with `all` what the templates got. '' where there are none. May hold secrets. */
export async function readReleaseValues(
  helm: Helm,
  target: HelmTarget,
  name: string,
  { revision, all, signal }: RevisionOptions & { readonly all: boolean },
): Promise<string> {
  const args = valuesArguments(target, name, { revision: revision ?? null, all });
  const values = await read(helm, target, args, signal);
  return /^(?:null|\{\})\s*$/.test(values) ? '' : values;
}

/** What a revision made. */
export async function readMadeRevision(
  helm: Helm,
  target: HelmTarget,
  name: string,
  { revision, signal }: RevisionOptions = {},
): Promise<MadeRevision> {
  const mark = randomUUID();
  const args = madeArguments(target, name, { revision: revision ?? null, mark });
  return readAnswer((text) => readMade(text.split(mark)), await read(helm, target, args, signal));
}

function read(
  helm: Helm,
  target: HelmTarget,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  return readHelm({ helm, target, args, redact, timeoutMs: READ_TIMEOUT_MS, ...(signal ? { signal } : {}) });
}
