/**
 * Asks the cluster what an install or upgrade would make, and keeps what was asked under an id: only that can be run. In memory, and the
 * last few only. What is kept holds values and Secrets; what is given away holds no Secret.
 */
import { randomUUID } from 'node:crypto';
import type { ManifestResource } from '../../shared/manifest';
import { previewKey } from '../../shared/preview-key';
import { previewIdSchema, type InstallRequest, type PreviewId } from '../../shared/release-preview';
import type { ReleasePlace } from '../../shared/release';
import { releaseNameProblem } from '../../shared/release-name';
import type { InstallFacts } from '../charts/install-facts';
import { hasNamespace, isAllowed } from '../cluster/cluster-questions';
import { isClusterError } from '../cluster/cluster-error';
import type { RenderedRelease } from '../helm/answers';
import { previewInstall } from '../helm/change-releases';
import { listImages } from '../helm/manifest/contents';
import { listResources } from '../helm/manifest/resources';
import { sourceLabels } from '../helm/source-labels';
import type { ChartArchives } from '../registries/chart-archives';
import type { ClusterAccess } from './cluster-access';
import { MAX_PREVIEWS } from './limits';
import { OperationError } from './operation-error';
import { isBlocking, resourceFacts, type PreviewFact } from './preview-facts';
import { historyOf } from './release-truth';

export interface PreviewsOptions {
  readonly access: ClusterAccess;
  readonly archives: Pick<ChartArchives, 'file' | 'facts'>;
}

export interface PreviewChart {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/** What a run is held against. */
export interface KeptInstall {
  readonly kind: 'install';
  readonly id: PreviewId;
  readonly key: string;
  readonly request: InstallRequest;
  readonly chart: PreviewChart;
  /** The cluster's address at the time. */
  readonly server: string | null;
  /** Null where there was no release. */
  readonly lastRevision: number | null;
  readonly isBlocked: boolean;
  /** With Secrets in clear: for the redaction of what helm says. */
  readonly manifests: readonly string[];
}

/** For the window, but for the words of `facts`. */
export interface InstallPreviewResult {
  readonly id: PreviewId;
  readonly place: ReleasePlace;
  readonly chart: PreviewChart;
  readonly resources: readonly ManifestResource[];
  readonly crds: readonly ManifestResource[];
  readonly images: readonly string[];
  readonly notes: string;
  readonly facts: readonly PreviewFact[];
}

interface Asking {
  readonly signal: AbortSignal;
}

export class Previews {
  readonly #access: ClusterAccess;
  readonly #archives: PreviewsOptions['archives'];
  readonly #kept = new Map<PreviewId, KeptInstall>();

  constructor({ access, archives }: PreviewsOptions) {
    this.#access = access;
    this.#archives = archives;
  }

  /** Throws what fetching the chart throws, NoHelmError, ContextError, or the signal's reason. */
  async install(request: InstallRequest, { signal }: Asking): Promise<InstallPreviewResult> {
    const { place, source, options } = request;
    const { context, namespace, name } = place;
    const server = await this.#access.serverOf(context);
    const [file, chartFacts] = await Promise.all([
      this.#archives.file(source, { signal }),
      this.#archives.facts(source, { signal }),
    ]);
    try {
      const [[rendered, history], namespaceFacts] = await Promise.all([
        this.#access.withHelm(context, namespace, ({ helm, target }) =>
          Promise.all([
            previewInstall(
              helm,
              target,
              { name, chartPath: file.path, options, values: request.values, labels: labelsOf(request) },
              { signal },
            ),
            historyOf({ helm, target }, name, { signal }),
          ]),
        ),
        this.#namespaceFacts(place, options.createNamespace, signal),
      ]);
      const [last] = history;
      const { resources, crds } = await resourcesOf(rendered, chartFacts, options.skipCrds);
      const facts: PreviewFact[] = [
        ...(last === undefined ? [] : [{ code: 'name-taken' as const, status: last.status, revision: last.revision }]),
        ...(releaseNameProblem(name) === 'not-text' ? [{ code: 'name-not-text' as const }] : []),
        ...namespaceFacts,
        ...(chartFacts.metadata.deprecated ? [{ code: 'deprecated' as const }] : []),
        ...(crds.length === 0 ? [] : [{ code: 'crds-installed' as const, names: crds.map((crd) => crd.name) }]),
        ...resourceFacts(resources, namespace),
      ];
      const chart = chartOf(chartFacts);
      const manifests = [rendered.manifest, ...rendered.hooks.map(({ manifest }) => manifest)];
      const id = this.#keep({
        kind: 'install',
        id: previewIdSchema.parse(randomUUID()),
        key: previewKey(request),
        request,
        chart,
        server,
        lastRevision: last?.revision ?? null,
        isBlocked: facts.some(isBlocking),
        manifests,
      });
      const images = listImages([rendered.manifest, ...manifests.slice(1)].join('\n---\n'));
      return { id, place, chart, resources, crds, images, notes: rendered.notes, facts };
    } finally {
      await file.release();
    }
  }

  /** Throws OperationError `preview-gone`. */
  kept(id: PreviewId): KeptInstall {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new OperationError('preview-gone');
    return kept;
  }

  #keep(preview: KeptInstall): PreviewId {
    this.#kept.set(preview.id, preview);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_PREVIEWS && oldest !== undefined) this.#kept.delete(oldest);
    return preview.id;
  }

  /** Those who may not look are told nothing: helm will say. */
  async #namespaceFacts(
    { context, namespace }: ReleasePlace,
    willBeCreated: boolean,
    signal: AbortSignal,
  ): Promise<readonly PreviewFact[]> {
    return this.#access.ask(context, async (connection) => {
      try {
        if (await hasNamespace(connection, namespace, { signal })) return [];
      } catch (error) {
        if (isClusterError(error, 'forbidden')) return [];
        throw error;
      }
      const action = { verb: 'create', group: '', resource: 'namespaces', namespace: null };
      const mayCreate = await isAllowed(connection, action, { signal });
      return [{ code: 'namespace-missing', namespace, willBeCreated, mayCreate }];
    });
  }
}

/** What a release is told of its chart's source. */
export function labelsOf({ source }: InstallRequest): Readonly<Record<string, string>> {
  return sourceLabels({ repository: `${source.address}/${source.repository}`, digest: source.digest });
}

function chartOf({ metadata }: InstallFacts): PreviewChart {
  return { name: metadata.name, version: metadata.version, appVersion: metadata.appVersion };
}

async function resourcesOf(
  { manifest, hooks }: RenderedRelease,
  { crds }: InstallFacts,
  skipCrds: boolean,
): Promise<{ readonly resources: readonly ManifestResource[]; readonly crds: readonly ManifestResource[] }> {
  const own = await listResources(manifest);
  const hookResources: ManifestResource[] = [];
  for (const hook of hooks) {
    for (const resource of await listResources(hook.manifest)) {
      hookResources.push({ ...resource, source: resource.source ?? hook.source, hookEvents: [...hook.events] });
    }
  }
  const made: ManifestResource[] = [];
  for (const { path, text } of skipCrds ? [] : crds) {
    for (const crd of await listResources(text)) made.push({ ...crd, source: path });
  }
  return { resources: [...own, ...hookResources], crds: made };
}
