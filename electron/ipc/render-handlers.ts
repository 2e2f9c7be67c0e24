/** The methods about rendering charts, answered by a service. Translation only. Paths come from the system's dialogs. */
import type { renderContract } from '../../shared/ipc/render-contract';
import type { ChartRenderer } from '../releases/chart-renderer';
import type { Handlers } from './handlers';

export type RenderHandlers = Pick<Handlers, keyof typeof renderContract>;

export interface RenderServices {
  readonly chartRenderer: ChartRenderer;
  /** Asks where to, offering `fileName`, and writes it there: the name it was given, or null when the user cancelled. */
  readonly saveText: (file: {
    readonly title: string;
    readonly fileName: string;
    readonly text: string;
  }) => Promise<string | null>;
}

export function createRenderHandlers({ chartRenderer, saveText }: RenderServices): RenderHandlers {
  return {
    'charts.render': (request, { signal }) => chartRenderer.render(request, { signal }),
    'charts.renderNotes': async (request, { signal }) => ({ notes: await chartRenderer.notes(request, { signal }) }),
    'charts.saveRendering': async ({ id, fileName }) => {
      const text = chartRenderer.printedText(id);
      return { isSaved: (await saveText({ title: 'Save manifests', fileName, text })) !== null };
    },
  };
}
