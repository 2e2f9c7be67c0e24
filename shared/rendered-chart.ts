/** What `helm template` makes of a chart, as the window shows it: the whole stream, and where each object stands in it. */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { resourceDiffSchema } from './manifest-diff';
import { manifestResourceSchema } from './manifest';

/** `start` and `end`: offsets in the manifest, without the `---` around it. */
export const renderedResourceSchema = manifestResourceSchema
  .omit({ text: true })
  .extend({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() });
export type RenderedResource = z.infer<typeof renderedResourceSchema>;

export const renderingIdSchema = z.uuid().brand<'RenderingId'>();
export type RenderingId = z.infer<typeof renderingIdSchema>;

export const renderedChartSchema = z.strictObject({
  /** To save it by. The last few renderings are kept. */
  id: renderingIdSchema,
  /** As helm printed it but for what Secrets hold. */
  manifest: z.string(),
  hidesSecrets: z.boolean(),
  /** In the order of the manifest. */
  resources: z.array(renderedResourceSchema),
});
export type RenderedChart = z.infer<typeof renderedChartSchema>;

/** Two charts rendered and compared; or which of them can't be. */
export const renderedDifferenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('compared'), resources: z.array(resourceDiffSchema) }),
  z.strictObject({
    kind: z.literal('not-rendered'),
    /** One or both, `from` first. */
    failures: z.array(z.strictObject({ side: z.enum(['from', 'to']), error: appErrorSchema })),
  }),
]);
export type RenderedDifference = z.infer<typeof renderedDifferenceSchema>;
