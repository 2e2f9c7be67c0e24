/**
 * Renders charts by `helm template`, without a cluster. What helm printed stays here, with what Secrets hold, so that
 * it can be saved as it is; the window gets it with that hidden.
 */
import { randomUUID } from 'node:crypto';
import type { RenderDifferenceRequest, RenderImagesRequest, RenderRequest } from '../../shared/ipc/render-contract';
import type { TemplateOptions } from '../../shared/helm-options';
import {
  renderingIdSchema,
  type RenderedChart,
  type RenderedResource,
  type RenderingId,
} from '../../shared/rendered-chart';
import { renderChart, renderNotes } from '../helm/change-releases';
import type { Helm } from '../helm/find-helm';
import { listImages } from '../helm/manifest/contents';
import { documentPlaces } from '../helm/manifest/documents';
import { hideSecrets } from '../helm/manifest/hide-secrets';
import { readResourceHeader } from '../helm/manifest/resource-header';
import { HelmError } from '../helm/helm-error';
import type { ArchiveSource } from '../../shared/archive';
import type { ResourceDiff } from '../../shared/manifest-diff';
import type { ChartArchives } from '../registries/chart-archives';
import { diffManifests } from './diff-manifests';
import { RenderingGoneError } from './context-error';

/** One is shown at a time; a manifest can be megabytes long. */
const MAX_KEPT_RENDERINGS = 4;

export interface ChartRendererOptions {
  readonly archives: Pick<ChartArchives, 'copy'>;
  /** Throws NoHelmError. */
  readonly helm: () => Promise<Helm>;
}

export type Difference =
  | { readonly kind: 'compared'; readonly resources: readonly ResourceDiff[] }
  | {
      readonly kind: 'not-rendered';
      readonly failures: readonly { readonly side: 'from' | 'to'; readonly error: HelmError }[];
    };

/** As `helm template` takes it where nothing is chosen. */
const PLAIN: TemplateOptions = {
  kubernetesVersion: null,
  apiVersions: [],
  includeCrds: false,
  includeHooks: true,
  isUpgrade: false,
};

export interface ChartRenderer {
  /** Throws NoHelmError, HelmError, and what the archive throws. */
  readonly render: (request: RenderRequest, options: { readonly signal: AbortSignal }) => Promise<RenderedChart>;
  /** Null where this helm can't make them without a cluster. Throws as `render` does. */
  readonly notes: (request: RenderRequest, options: { readonly signal: AbortSignal }) => Promise<string | null>;
  /** Both with their default values. A HelmError is an answer; what else fails is thrown, as `render` does. */
  readonly difference: (
    request: RenderDifferenceRequest,
    options: { readonly signal: AbortSignal },
  ) => Promise<Difference>;
  /** The container images of what it makes with its default values. Throws as `render` does. */
  readonly images: (
    request: RenderImagesRequest,
    options: { readonly signal: AbortSignal },
  ) => Promise<readonly string[]>;
  /** To the byte. Throws RenderingGoneError for one that is not kept any more. */
  readonly printedText: (id: RenderingId) => string;
}

export function createChartRenderer({ archives, helm: findHelm }: ChartRendererOptions): ChartRenderer {
  // A Map keeps the order of insertion: the first key is the oldest.
  const kept = new Map<RenderingId, string>();

  function keep(printed: string): RenderingId {
    const id = renderingIdSchema.parse(randomUUID());
    kept.set(id, printed);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_RENDERINGS && oldest !== undefined) kept.delete(oldest);
    return id;
  }

  /** With its default values. */
  async function plain(
    helm: Helm,
    source: ArchiveSource,
    { name, namespace }: Pick<RenderRequest, 'name' | 'namespace'>,
    signal: AbortSignal,
  ): Promise<string> {
    const archive = await archives.copy(source, { signal });
    try {
      return await renderChart(helm, { name, namespace, values: '', chartPath: archive.path }, PLAIN, { signal });
    } finally {
      await archive.release();
    }
  }

  return {
    async render({ source, name, namespace, values, options }, { signal }) {
      const helm = await findHelm();
      const archive = await archives.copy(source, { signal });
      try {
        const chart = { name, namespace, values, chartPath: archive.path };
        const printed = await renderChart(helm, chart, options, { signal });
        const manifest = await hideSecrets(printed);
        return {
          id: keep(printed),
          manifest,
          hidesSecrets: manifest !== printed,
          resources: [...placeResources(manifest)],
        };
      } finally {
        await archive.release();
      }
    },
    async notes({ source, name, namespace, values }, { signal }) {
      const helm = await findHelm();
      const archive = await archives.copy(source, { signal });
      try {
        return await renderNotes(helm, { name, namespace, values, chartPath: archive.path }, { signal });
      } finally {
        await archive.release();
      }
    },
    async difference({ from, to, name, namespace }, { signal }) {
      const helm = await findHelm();
      // One after the other: each of them may take all there is of the machine.
      const before = await printed(helm, from);
      const after = await printed(helm, to);
      if (typeof before === 'string' && typeof after === 'string') {
        return { kind: 'compared', resources: await diffManifests(before, after, { namespace }) };
      }
      return {
        kind: 'not-rendered',
        failures: [
          ...(typeof before === 'string' ? [] : [{ side: 'from' as const, error: before }]),
          ...(typeof after === 'string' ? [] : [{ side: 'to' as const, error: after }]),
        ],
      };

      async function printed(program: Helm, source: ArchiveSource): Promise<string | HelmError> {
        try {
          return await plain(program, source, { name, namespace }, signal);
        } catch (error) {
          if (error instanceof HelmError) return error;
          throw error;
        }
      }
    },
    async images({ source, ...release }, { signal }) {
      return listImages(await plain(await findHelm(), source, release, signal));
    },
    printedText(id) {
      const printed = kept.get(id);
      if (printed === undefined) throw new RenderingGoneError();
      return printed;
    },
  };
}

function placeResources(manifest: string): readonly RenderedResource[] {
  return documentPlaces(manifest).map(({ start, end }) => {
    const document = manifest.slice(start, end);
    const {
      apiVersion = '',
      kind = '',
      name = '',
      namespace = null,
      hookEvents = [],
    } = readResourceHeader(document) ?? {};
    const source = /^# Source: (.+?)\r?$/m.exec(document)?.[1] ?? null;
    return { apiVersion, kind, name, namespace, source, hookEvents: [...hookEvents], start, end };
  });
}
