/** The methods about rendering charts, answered by a service. Translation only. Paths come from the system's dialogs. */
import { MAX_IMAGE_LENGTH, MAX_LISTED_IMAGES } from '../../shared/chart-images';
import type { renderContract } from '../../shared/ipc/render-contract';
import type { ChartRenderer } from '../releases/chart-renderer';
import type { ArchiveServices } from './archive-handlers';
import { toAppError } from './app-error';
import type { Handlers } from './handlers';

export type RenderHandlers = Pick<Handlers, keyof typeof renderContract>;

export interface RenderServices {
  readonly chartRenderer: ChartRenderer;
  readonly saveFile: ArchiveServices['saveFile'];
}

export function createRenderHandlers({ chartRenderer, saveFile }: RenderServices): RenderHandlers {
  return {
    'charts.render': (request, { signal }) => chartRenderer.render(request, { signal }),
    'charts.renderDifference': async (request, { signal }) => {
      const answer = await chartRenderer.difference(request, { signal });
      if (answer.kind === 'compared') return { kind: 'compared', resources: [...answer.resources] };
      const failures = answer.failures.map(({ side, error }) => ({ side, error: toAppError(error) }));
      return { kind: 'not-rendered', failures };
    },
    'charts.renderImages': async (request, { signal }) => {
      const images = await chartRenderer.images(request, { signal });
      return { images: images.filter(({ length }) => length <= MAX_IMAGE_LENGTH).slice(0, MAX_LISTED_IMAGES) };
    },
    'charts.renderNotes': async (request, { signal }) => ({ notes: await chartRenderer.notes(request, { signal }) }),
    'charts.saveRendering': async ({ id, fileName }) => {
      const content = chartRenderer.printedText(id);
      return { isSaved: (await saveFile({ title: 'Save manifests', fileName, content })) !== null };
    },
  };
}
