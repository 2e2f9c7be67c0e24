/**
 * What state an object of a cluster is in, told from its own status as `kubectl rollout status` and the library kstatus do it. Pure:
 * whatever an object holds, there is an answer.
 */
import type { LiveState } from '../../shared/live-resource';

export interface ObjectState {
  readonly state: LiveState;
  readonly message: string;
}

/** JSON of the API. */
export type JsonObject = Readonly<Record<string, unknown>>;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

const READY: ObjectState = { state: 'ready', message: '' };
/** Reasons for which a container waits that seldom go away by themselves. */
const TROUBLES: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

export function stateOf(kind: string, object: JsonObject): ObjectState {
  if (textAt(object, 'metadata', 'deletionTimestamp') !== '') return progressing('on its way out');
  if (isNotSeenYet(object)) return progressing('not looked at by the cluster yet');
  const judge = JUDGES[kind];
  return judge === undefined ? byConditions(object) : judge(object);
}

const JUDGES: Readonly<Record<string, (object: JsonObject) => ObjectState>> = {
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  ReplicaSet: replicas,
  ReplicationController: replicas,
  Job: job,
  Pod: pod,
  PersistentVolumeClaim: claim,
  Service: service,
  CustomResourceDefinition: definition,
};

function deployment(object: JsonObject): ObjectState {
  const conditions = conditionsOf(object);
  const progress = conditions.find(({ type }) => type === 'Progressing');
  if (progress?.status === 'False') return failed(wordsOf(progress));
  const failure = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  if (failure !== undefined) return failed(wordsOf(failure));
  const wanted = numberAt(object, 1, 'spec', 'replicas');
  const updated = numberAt(object, 0, 'status', 'updatedReplicas');
  const total = numberAt(object, 0, 'status', 'replicas');
  const available = numberAt(object, 0, 'status', 'availableReplicas');
  if (updated < wanted) return progressing(`${updated} of ${wanted} updated`);
  if (total > updated) return progressing(`${total - updated} old to end`);
  return count(available, wanted);
}

function statefulSet(object: JsonObject): ObjectState {
  const wanted = numberAt(object, 1, 'spec', 'replicas');
  const isRolling = textAt(object, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
  const partition = numberAt(object, 0, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  const toUpdate = Math.max(0, wanted - partition);
  const updated = numberAt(object, 0, 'status', 'updatedReplicas');
  const isCurrent = textAt(object, 'status', 'currentRevision') === textAt(object, 'status', 'updateRevision');
  if (isRolling && !isCurrent && updated < toUpdate) return progressing(`${updated} of ${toUpdate} updated`);
  return count(numberAt(object, 0, 'status', 'readyReplicas'), wanted);
}

function daemonSet(object: JsonObject): ObjectState {
  const wanted = numberAt(object, 0, 'status', 'desiredNumberScheduled');
  const updated = numberAt(object, 0, 'status', 'updatedNumberScheduled');
  const isRolling = textAt(object, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
  if (isRolling && updated < wanted) return progressing(`${updated} of ${wanted} updated`);
  return count(numberAt(object, 0, 'status', 'numberReady'), wanted);
}

function replicas(object: JsonObject): ObjectState {
  return count(numberAt(object, 0, 'status', 'readyReplicas'), numberAt(object, 1, 'spec', 'replicas'));
}

function job(object: JsonObject): ObjectState {
  const conditions = conditionsOf(object).filter(({ status }) => status === 'True');
  const failure = conditions.find(({ type }) => type === 'Failed' || type === 'FailureTarget');
  if (failure !== undefined) return failed(wordsOf(failure));
  if (conditions.some(({ type }) => type === 'Complete')) return { state: 'ready', message: 'finished' };
  if (conditions.some(({ type }) => type === 'Suspended')) return { state: 'exists', message: 'suspended' };
  return progressing('running');
}

function pod(object: JsonObject): ObjectState {
  const phase = textAt(object, 'status', 'phase');
  if (phase === 'Succeeded') return { state: 'ready', message: 'finished' };
  if (phase === 'Failed') {
    return failed(textAt(object, 'status', 'message') || textAt(object, 'status', 'reason') || 'ended with an error');
  }
  const trouble = podTrouble(object);
  if (trouble !== null) return trouble.isLasting ? failed(trouble.words) : progressing(trouble.words);
  const isReady = conditionsOf(object).some(({ type, status }) => type === 'Ready' && status === 'True');
  return isReady ? READY : progressing(phase === 'Running' ? 'not ready yet' : 'not started yet');
}

export interface PodTrouble {
  readonly words: string;
  /** It seldom goes away by itself. */
  readonly isLasting: boolean;
}

/** Why a pod doesn't get on; null where nothing is in its way. */
export function podTrouble(object: JsonObject): PodTrouble | null {
  const status = objectAt(object, 'status');
  const containers = ['initContainerStatuses', 'containerStatuses'].flatMap((list) => objectsAt(status, list));
  for (const container of containers) {
    const reason = textAt(container, 'state', 'waiting', 'reason');
    if (!TROUBLES.has(reason)) continue;
    return { words: sentence(reason, textAt(container, 'state', 'waiting', 'message')), isLasting: true };
  }
  const scheduled = conditionsOf(object).find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return { words: wordsOf(scheduled), isLasting: false };
  return null;
}

function claim(object: JsonObject): ObjectState {
  switch (textAt(object, 'status', 'phase')) {
    case 'Bound':
      return { state: 'ready', message: 'bound' };
    case 'Lost':
      return failed('its volume is gone');
    default:
      return progressing('waits for a volume');
  }
}

function service(object: JsonObject): ObjectState {
  if (textAt(object, 'spec', 'type') !== 'LoadBalancer') return { state: 'exists', message: '' };
  const addresses = objectsAt(objectAt(object, 'status', 'loadBalancer'), 'ingress');
  return addresses.length === 0 ? progressing('waits for an address') : READY;
}

function definition(object: JsonObject): ObjectState {
  const conditions = conditionsOf(object);
  const refused = conditions.find(({ type, status }) => type === 'NamesAccepted' && status === 'False');
  if (refused !== undefined) return failed(wordsOf(refused));
  return conditions.some(({ type, status }) => type === 'Established' && status === 'True')
    ? READY
    : progressing('not established yet');
}

/** Kinds of operators: most tell by a condition `Ready`. */
function byConditions(object: JsonObject): ObjectState {
  const conditions = conditionsOf(object);
  const stalled = conditions.find(({ type, status }) => type === 'Stalled' && status === 'True');
  if (stalled !== undefined) return failed(wordsOf(stalled));
  const ready = conditions.find(({ type }) => type === 'Ready' || type === 'Available');
  if (ready === undefined) return { state: 'exists', message: '' };
  return ready.status === 'True' ? READY : progressing(wordsOf(ready));
}

function isNotSeenYet(object: JsonObject): boolean {
  const seen = numberAt(object, -1, 'status', 'observedGeneration');
  return seen >= 0 && seen < numberAt(object, 0, 'metadata', 'generation');
}

function count(ready: number, wanted: number): ObjectState {
  const message = `${ready} of ${wanted} ready`;
  return ready < wanted ? progressing(message) : { state: 'ready', message };
}

function progressing(message: string): ObjectState {
  return { state: 'progressing', message };
}

function failed(message: string): ObjectState {
  return { state: 'failed', message };
}

function wordsOf({ reason, message, type }: Condition): string {
  return sentence(reason || type, message);
}

function sentence(reason: string, message: string): string {
  return message === '' ? reason : `${reason}: ${message}`;
}

function conditionsOf(object: JsonObject): readonly Condition[] {
  return objectsAt(objectAt(object, 'status'), 'conditions').map((condition) => ({
    type: textAt(condition, 'type'),
    status: textAt(condition, 'status'),
    reason: textAt(condition, 'reason'),
    message: textAt(condition, 'message'),
  }));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(object: JsonObject, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), object);
}

function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const value = valueAt(object, path);
  return isObject(value) ? value : {};
}

function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = valueAt(object, [key]);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textAt(object: JsonObject, ...path: readonly string[]): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}

function numberAt(object: JsonObject, otherwise: number, ...path: readonly string[]): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : otherwise;
}
