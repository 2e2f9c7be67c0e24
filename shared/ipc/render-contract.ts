/** The part of the contract about rendering a chart by the helm of this machine, which asks no cluster. */
import * as z from 'zod';
import { archiveSourceSchema } from '../archive';
import { MAX_IMAGE_LENGTH, MAX_LISTED_IMAGES } from '../chart-images';
import { namespaceSchema } from '../cluster-choice';
import { templateOptionsSchema } from '../helm-options';
import { releaseNameSchema } from '../release';
import { renderedChartSchema, renderedDifferenceSchema, renderingIdSchema } from '../rendered-chart';
import { MAX_VALUES_LENGTH } from '../values-bounds';
import { method } from './contract-method';

export const renderRequestSchema = z.strictObject({
  source: archiveSourceSchema,
  name: releaseNameSchema,
  namespace: namespaceSchema,
  /** The overrides, YAML; '' for none. */
  values: z.string().max(MAX_VALUES_LENGTH),
  options: templateOptionsSchema,
});

export type RenderRequest = z.infer<typeof renderRequestSchema>;

/** Both with their default values, as a release of this name. */
export const renderDifferenceRequestSchema = z.strictObject({
  from: archiveSourceSchema,
  to: archiveSourceSchema,
  name: releaseNameSchema,
  namespace: namespaceSchema,
});
export type RenderDifferenceRequest = z.infer<typeof renderDifferenceRequestSchema>;

/** With its default values, as a release of this name. */
export const renderImagesRequestSchema = z.strictObject({
  source: archiveSourceSchema,
  name: releaseNameSchema,
  namespace: namespaceSchema,
});
export type RenderImagesRequest = z.infer<typeof renderImagesRequestSchema>;

export const renderContract = {
  'charts.render': method({ input: renderRequestSchema, output: renderedChartSchema }),
  /** What is other in what `to` makes than in what `from` makes. helm runs twice. */
  'charts.renderDifference': method({ input: renderDifferenceRequestSchema, output: renderedDifferenceSchema }),
  'charts.renderImages': method({
    input: renderImagesRequestSchema,
    output: z.strictObject({ images: z.array(z.string().max(MAX_IMAGE_LENGTH)).max(MAX_LISTED_IMAGES) }),
  }),
  /** Of the chart's own NOTES.txt; '' where it has none, null where this helm can't make them without a cluster. */
  'charts.renderNotes': method({
    input: renderRequestSchema,
    output: z.strictObject({ notes: z.string().nullable() }),
  }),
  /** Asks where to, by the system's dialog, and writes what helm printed, with what Secrets hold. False when the user cancelled. */
  'charts.saveRendering': method({
    input: z.strictObject({ id: renderingIdSchema, fileName: z.string().min(1).max(200) }),
    output: z.strictObject({ isSaved: z.boolean() }),
  }),
} as const;
