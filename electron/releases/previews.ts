/** Asks the cluster what an install or upgrade would make. What is given away holds no Secret; what is kept does: kept-previews.ts. */
import { randomUUID } from 'node:crypto';
import semver from 'semver';
import type { ReleaseRevision } from '../../shared/helm';
import type { ManifestResource } from '../../shared/manifest';
import type { ResourceDiff } from '../../shared/manifest-diff';
import type { ReleasePlace } from '../../shared/release';
import { releaseNameProblem } from '../../shared/release-name';
import { previewKey } from '../../shared/preview-key';
import {
  previewIdSchema,
  type InstallRequest,
  type PreviewId,
  type UpgradePreview,
  type UpgradeRequest,
} from '../../shared/release-preview';
import type { InstallFacts } from '../charts/install-facts';
import { isClusterError } from '../cluster/cluster-error';
import { hasNamespace, isAllowed } from '../cluster/cluster-questions';
import type { MadeRevision, RenderedRelease } from '../helm/answers';
import { previewInstall, previewUpgrade } from '../helm/change-releases';
import { listImages } from '../helm/manifest/contents';
import { listResources } from '../helm/manifest/resources';
import { readMadeRevision } from '../helm/read-releases';
import { sourceLabels } from '../helm/source-labels';
import type { ChartArchives } from '../registries/chart-archives';
import { readChartCrds, type ChartCrd } from './chart-crds';
import { assertNoDuplicateKeys } from './check-values';
import type { ClusterAccess, HelmAccess } from './cluster-access';
import { diffManifestPairs } from './diff-manifests';
import { endingTogether } from './ending-together';
import type { KeptPreviews, ManifestPair, PreviewChart } from './kept-previews';
import { crdFacts, isBlocking, resourceFacts, type PreviewFact } from './preview-facts';
import { historyOf } from './release-truth';

export interface PreviewsOptions {
  readonly access: ClusterAccess;
  readonly archives: Pick<ChartArchives, 'file' | 'facts'>;
  readonly kept: KeptPreviews;
}

/** For the window, but for the words of `facts`. */
export interface PreviewResult {
  readonly id: PreviewId;
  readonly place: ReleasePlace;
  readonly chart: PreviewChart;
  readonly resources: readonly ManifestResource[];
  readonly crds: readonly ManifestResource[];
  readonly images: readonly string[];
  readonly notes: string;
  readonly facts: readonly PreviewFact[];
}

export interface UpgradePreviewResult extends PreviewResult {
  readonly deployed: UpgradePreview['deployed'];
}

interface Asking {
  readonly signal: AbortSignal;
}

/** All of its functions throw what fetching the chart throws, NoHelmError, ContextError, or the signal's reason. */
export interface Previews {
  readonly install: (request: InstallRequest, asking: Asking) => Promise<PreviewResult>;
  readonly upgrade: (request: UpgradeRequest, asking: Asking) => Promise<UpgradePreviewResult>;
  /** From what is deployed to what an upgrade would make. Throws OperationError `preview-gone`. */
  readonly diff: (id: PreviewId) => Promise<readonly ResourceDiff[]>;
}

export function createPreviews({ access, archives, kept }: PreviewsOptions): Previews {
  /** `ask` gets the chart as a file for as long as it runs. What else is asked of the cluster is asked meanwhile. */
  async function withChart<Answer>(
    { source, place, values }: InstallRequest | UpgradeRequest,
    { skipCrds }: { readonly skipCrds: boolean },
    signal: AbortSignal,
    ask: (helm: HelmAccess, chartPath: string, signal: AbortSignal) => Promise<Answer>,
  ): Promise<readonly [Answer, InstallFacts, readonly ChartCrd[]]> {
    assertNoDuplicateKeys(values);
    const about = readFacts();
    // Whoever waits for it is told below; until then nobody is.
    about.catch(() => undefined);
    const file = await archives.file(source, { signal });
    let asked: Promise<Answer> | undefined;
    try {
      return await endingTogether(signal, async (own) => {
        asked = access.withHelm(place.context, place.namespace, (helm) => ask(helm, file.path, own));
        const [answer, [facts, crds]] = await Promise.all([asked, about]);
        return [answer, facts, crds] as const;
      });
    } finally {
      // A helm that was told to end may still read it.
      await asked?.catch(() => undefined);
      await file.release();
    }

    async function readFacts(): Promise<readonly [InstallFacts, readonly ChartCrd[]]> {
      const facts = await archives.facts(source, { signal });
      return [facts, skipCrds ? [] : await readChartCrds(access, place.context, facts, signal)];
    }
  }

  return {
    async install(request, { signal }) {
      const { place, options } = request;
      const server = await access.serverOf(place.context);
      const [[[rendered, history], chartFacts, crds], namespace] = await endingTogether(signal, (both) =>
        Promise.all([
          withChart(request, options, both, ({ helm, target }, chartPath, own) =>
            Promise.all([
              previewInstall(helm, target, { ...inputOf(request), options, chartPath }, { signal: own }),
              historyOf({ helm, target }, place.name, { signal: own }),
            ]),
          ),
          namespaceFacts(access, place, options.createNamespace, both),
        ]),
      );
      const [last] = history;
      const facts: readonly PreviewFact[] = [
        ...(last === undefined ? [] : [{ code: 'name-taken' as const, status: last.status, revision: last.revision }]),
        ...(releaseNameProblem(place.name) === 'not-text' ? [{ code: 'name-not-text' as const }] : []),
        ...namespace,
        ...crdFacts(crds, 'install'),
      ];
      const { made, ...result } = await resultOf(place, rendered, chartFacts, facts);
      kept.add({
        kind: 'install',
        ...result,
        key: previewKey(request),
        request,
        server,
        lastRevision: last?.revision ?? null,
        isBlocked: result.facts.some(isBlocking),
        made,
      });
      return { ...result, crds: crds.map(({ resource }) => resource) };
    },

    async upgrade(request, { signal }) {
      const { place, options } = request;
      const server = await access.serverOf(place.context);
      const [[rendered, { last, base }], chartFacts, crds] = await withChart(
        request,
        { skipCrds: false },
        signal,
        ({ helm, target }, chartPath, own) =>
          Promise.all([
            previewUpgrade(helm, target, { ...inputOf(request), options, chartPath }, { signal: own }),
            basisOf({ helm, target }, place.name, own),
          ]),
      );
      const version = { from: base.chart.version, to: chartFacts.metadata.version };
      const facts: readonly PreviewFact[] = [
        ...(last.status === 'failed'
          ? [
              {
                code: 'last-failed' as const,
                revision: last.revision,
                deployed: base.status === 'deployed' ? base.revision : null,
              },
            ]
          : []),
        ...(isOlder(version) ? [{ code: 'older-version' as const, ...version }] : []),
        ...crdFacts(crds, 'upgrade'),
      ];
      const { made, ...result } = await resultOf(place, rendered, chartFacts, facts);
      kept.add({
        kind: 'upgrade',
        ...result,
        key: previewKey(request),
        request,
        server,
        lastRevision: last.revision,
        isBlocked: result.facts.some(isBlocking),
        made,
        deployedRevision: base.revision,
        deployed: base,
      });
      return {
        ...result,
        crds: crds.map(({ resource }) => resource),
        deployed: { revision: base.revision, status: base.status, chart: base.chart, lastRevision: last.revision },
      };
    },

    async diff(id) {
      const { deployed, made, request } = kept.upgrade(id);
      return diffManifestPairs(deployed, made, request.place);
    },
  };
}

/** What a release is told of its chart's source. */
export function labelsOf({ source }: InstallRequest | UpgradeRequest): Readonly<Record<string, string>> {
  return sourceLabels({ repository: `${source.address}/${source.repository}`, digest: source.digest });
}

function inputOf(request: InstallRequest | UpgradeRequest) {
  return { name: request.place.name, values: request.values, labels: labelsOf(request) };
}

/** The last revision, and the one that an upgrade is compared with. */
async function basisOf(
  { helm, target }: HelmAccess,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly last: Pick<ReleaseRevision, 'revision' | 'status'>; readonly base: MadeRevision }> {
  const last = await readMadeRevision(helm, target, name, { signal });
  if (last.status === 'deployed') return { last, base: last };
  const history = await historyOf({ helm, target }, name, { signal });
  const deployed = history.find(({ status }) => status === 'deployed');
  if (deployed === undefined) return { last, base: last };
  return { last, base: await readMadeRevision(helm, target, name, { revision: deployed.revision, signal }) };
}

/** Those who may not look are told nothing: helm will say. */
function namespaceFacts(
  access: ClusterAccess,
  { context, namespace }: ReleasePlace,
  willBeCreated: boolean,
  signal: AbortSignal,
): Promise<readonly PreviewFact[]> {
  return access.ask(context, async (connection) => {
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

function isOlder({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return semver.valid(from) !== null && semver.valid(to) !== null && semver.lt(to, from);
}

async function resultOf(
  place: ReleasePlace,
  { manifest, hooks, notes }: RenderedRelease,
  { metadata }: InstallFacts,
  facts: readonly PreviewFact[],
) {
  const resources: ManifestResource[] = [...(await listResources(manifest))];
  for (const hook of hooks) {
    for (const resource of await listResources(hook.manifest)) {
      resources.push({ ...resource, source: resource.source ?? hook.source, hookEvents: [...hook.events] });
    }
  }
  const made: ManifestPair = { manifest, hooks: hooks.map((hook) => hook.manifest).join('\n---\n') };
  return {
    id: previewIdSchema.parse(randomUUID()),
    place,
    chart: { name: metadata.name, version: metadata.version, appVersion: metadata.appVersion },
    resources,
    images: listImages(`${made.manifest}\n---\n${made.hooks}`),
    notes,
    facts: [
      ...facts,
      ...(metadata.deprecated ? [{ code: 'deprecated' as const }] : []),
      ...resourceFacts(resources, place.namespace),
    ],
    made,
  };
}
