/**
 * What has become of a release's resources: read with few questions, a list for each kind and namespace, and one by one what no list has.
 * What may not be read is told by its kind, and what can't be read in time is unknown; neither keeps the rest from being told.
 */
import * as z from 'zod';
import type { LiveResource, ReleaseResources } from '../../shared/live-resource';
import type { ReleasePlace } from '../../shared/release';
import { apiResourcesOf, listPath, objectPath, type ApiResource } from '../cluster/api-resources';
import type { ClusterConnection } from '../cluster/cluster-connection';
import { isClusterError } from '../cluster/cluster-error';
import { podTrouble, stateOf, type JsonObject, type ObjectState } from '../cluster/resource-state';
import { redact } from '../log/redact';
import { documentPlaces } from '../helm/manifest/documents';
import { readResourceHeader } from '../helm/manifest/resource-header';
import { readMadeRevision } from '../helm/read-releases';
import { plainText } from '../registry/plain-text';
import { fewAtOnce } from './few-at-once';
import {
  LIST_PAGES,
  LISTED_FROM,
  PODS_LOOKED_AT,
  QUESTIONS_AT_ONCE,
  RESOURCES_TIME_MS,
  WORKLOADS_LOOKED_INTO,
} from './limits';
import type { ReleaseAccess } from './release-reader';

interface Wanted {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What a question came to. */
type Found = ObjectState & { readonly isForbidden?: boolean; readonly object?: JsonObject };

const MISSING: Found = { state: 'missing', message: '' };
const FORBIDDEN: Found = { state: 'unknown', message: 'you may not read it', isForbidden: true };
const NO_SUCH_KIND: Found = { state: 'missing', message: 'the cluster has no such kind' };
const OUT_OF_TIME: Found = { state: 'unknown', message: 'the cluster did not answer in time' };

const objectSchema = z.record(z.string(), z.unknown());
const listSchema = z.object({
  metadata: z.object({ continue: z.string().nullish() }).nullish(),
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })),
});

/** Helm puts it on everything that it makes, so that lists hold nothing of others. */
const SELECTOR = 'app.kubernetes.io/managed-by=Helm';
/** Kinds that hold much and have no state: their names are enough, and what Secrets hold is never sent. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  'Secret',
  'ConfigMap',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
]);
const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
/** They make pods, whose troubles are theirs. */
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job']);

/** `revision`: null for the last one. Throws what reading the manifest throws, ContextError, or the signal's reason. */
export async function readResources(
  access: ReleaseAccess,
  { place, revision }: { readonly place: ReleasePlace; readonly revision: number | null },
  signal: AbortSignal,
): Promise<ReleaseResources> {
  const { manifest } = await access.withHelm(place.context, place.namespace, ({ helm, target }) =>
    readMadeRevision(helm, target, place.name, { signal, ...(revision === null ? {} : { revision }) }),
  );
  const wanted = wantedIn(manifest, place.namespace);
  const states = await access.ask(place.context, (connection) => new Asking(connection, signal).states(wanted));
  const resources = wanted.map((each): LiveResource => {
    const { state = 'unknown', message = '', isNamespaced = true } = states.get(each) ?? {};
    const { apiVersion, kind, name, namespace } = each;
    return {
      apiVersion,
      kind,
      name,
      namespace: isNamespaced ? namespace : null,
      state,
      message: redact(plainText(message)),
    };
  });
  const forbidden = wanted.filter((each) => states.get(each)?.isForbidden === true).map(({ kind }) => kind);
  return { resources, forbiddenKinds: [...new Set(forbidden)].sort(), readAt: Date.now() };
}

function wantedIn(manifest: string, ownNamespace: string): readonly Wanted[] {
  return documentPlaces(manifest).flatMap(({ start, end }) => {
    const header = readResourceHeader(manifest.slice(start, end));
    if (header === null || header.hookEvents.length > 0 || header.kind === '' || header.name === '') return [];
    const { apiVersion, kind, name, namespace } = header;
    return [{ apiVersion, kind, name, namespace: namespace ?? ownNamespace }];
  });
}

type Answers = Map<Wanted, Found & { readonly isNamespaced: boolean }>;

/** The questions of one look at a cluster, which share its time. */
class Asking {
  readonly #connection: ClusterConnection;
  readonly #signal: AbortSignal;
  readonly #until = Date.now() + RESOURCES_TIME_MS;

  constructor(connection: ClusterConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.#signal = signal;
  }

  async states(wanted: readonly Wanted[]): Promise<Answers> {
    const kinds = apiResourcesOf(this.#connection, this.#signal);
    const answers: Answers = new Map();
    await fewAtOnce(groupsOf(wanted), QUESTIONS_AT_ONCE, async (group) => {
      const [{ apiVersion, kind, namespace }] = group;
      const api = await this.#try(() => kinds.find(apiVersion, kind));
      if (api === null || 'state' in api) {
        for (const each of group) answers.set(each, { ...(api ?? NO_SUCH_KIND), isNamespaced: true });
        return;
      }
      const listed =
        group.length < LISTED_FROM
          ? new Map<string, JsonObject>()
          : await this.#list(api, { apiVersion, kind, namespace });
      for (const each of group) {
        const object = listed.get(each.name);
        const found = object === undefined ? await this.#one(api, each) : { ...stateOf(kind, object), object };
        answers.set(each, { ...found, isNamespaced: api.isNamespaced });
      }
    });
    await this.#lookIntoWorkloads(answers);
    return answers;
  }

  /** Empty where it may not be listed: each is asked for then. */
  async #list(api: ApiResource, at: Omit<Wanted, 'name'>): Promise<ReadonlyMap<string, JsonObject>> {
    const found = new Map<string, JsonObject>();
    const accept = NAMES_ONLY.has(at.kind) ? { accept: METADATA_LIST_ONLY } : {};
    let next = '';
    for (let page = 0; page < LIST_PAGES; page += 1) {
      const query = new URLSearchParams({
        labelSelector: SELECTOR,
        limit: '500',
        ...(next === '' ? {} : { continue: next }),
      });
      const path = `${listPath(api, at)}?${query.toString()}`;
      const answer = await this.#try(() =>
        this.#connection.ask({ method: 'GET', path, ...accept, signal: this.#signal }),
      );
      const list = listSchema.safeParse(answer);
      if (!list.success) return found;
      for (const item of list.data.items) found.set(item.metadata.name, item);
      next = list.data.metadata?.continue ?? '';
      if (next === '') return found;
    }
    return found;
  }

  async #one(api: ApiResource, wanted: Wanted): Promise<Found> {
    const accept = NAMES_ONLY.has(wanted.kind) ? { accept: METADATA_ONLY } : {};
    const answer = await this.#try(async () =>
      objectSchema.parse(
        await this.#connection.ask({ method: 'GET', path: objectPath(api, wanted), ...accept, signal: this.#signal }),
      ),
    );
    if (isFound(answer)) return answer;
    return { ...stateOf(wanted.kind, answer), object: answer };
  }

  /** Why workloads don't get on is known to their pods. Only a few are asked: it is a hint. */
  async #lookIntoWorkloads(answers: Answers): Promise<void> {
    const waiting = [...answers].filter(([{ kind }, { state }]) => WORKLOADS.has(kind) && state === 'progressing');
    await fewAtOnce(waiting.slice(0, WORKLOADS_LOOKED_INTO), QUESTIONS_AT_ONCE, async ([wanted, found]) => {
      const selector = selectorOf(found.object);
      if (selector === null) return;
      const query = new URLSearchParams({ labelSelector: selector, limit: String(PODS_LOOKED_AT) });
      const path = `/api/v1/namespaces/${encodeURIComponent(wanted.namespace)}/pods?${query.toString()}`;
      const list = listSchema.safeParse(
        await this.#try(() => this.#connection.ask({ method: 'GET', path, signal: this.#signal })),
      );
      const troubles = (list.data?.items ?? []).flatMap((pod) => podTrouble(pod) ?? []);
      const trouble = troubles.find(({ isLasting }) => isLasting) ?? troubles[0];
      if (trouble === undefined) return;
      const state = trouble.isLasting ? 'failed' : found.state;
      answers.set(wanted, { ...found, state, message: `${found.message}. A pod: ${trouble.words}` });
    });
  }

  /** What went wrong becomes the answer where it is about this question alone. */
  async #try<Answer>(question: () => Promise<Answer>): Promise<Answer | Found> {
    if (Date.now() > this.#until) return OUT_OF_TIME;
    try {
      return await question();
    } catch (error) {
      this.#signal.throwIfAborted();
      if (isClusterError(error, 'not-found')) return MISSING;
      if (isClusterError(error, 'forbidden')) return FORBIDDEN;
      if (isClusterError(error, 'timeout')) return OUT_OF_TIME;
      if (
        error instanceof z.ZodError ||
        isClusterError(error, 'invalid-answer') ||
        isClusterError(error, 'answer-too-large')
      ) {
        return { state: 'unknown', message: 'the cluster answered something that can’t be read' };
      }
      throw error;
    }
  }
}

function isFound(answer: JsonObject | Found): answer is Found {
  return typeof answer['state' as keyof typeof answer] === 'string' && !('metadata' in answer);
}

function groupsOf(wanted: readonly Wanted[]): readonly (readonly [Wanted, ...Wanted[]])[] {
  const groups = new Map<string, [Wanted, ...Wanted[]]>();
  for (const each of wanted) {
    const key = `${each.apiVersion}\n${each.kind}\n${each.namespace}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

const selectorSchema = z.object({
  spec: z.object({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }),
});

/** Null where it is told in another way. */
function selectorOf(object: JsonObject | undefined): string | null {
  const read = selectorSchema.safeParse(object);
  if (!read.success) return null;
  return Object.entries(read.data.spec.selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
