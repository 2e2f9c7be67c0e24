/** What helm renders, as the window lists it: a stream of YAML documents told apart. */
import * as z from 'zod';

export const manifestResourceSchema = z.strictObject({
  apiVersion: z.string(),
  /** `''` for a document that can't be read. */
  kind: z.string(),
  /** Null where the document names none: the release's own, or none at all. */
  namespace: z.string().nullable(),
  name: z.string(),
  /** The template that it comes from, `demo/templates/service.yaml`; null where helm doesn't say. */
  source: z.string().nullable(),
  /** `pre-install`, `test`, …: for an object that helm makes at certain moments. Empty for a resource of the release. */
  hookEvents: z.array(z.string()),
  /** The document as it is but for what Secrets hold, without the `---` around it. */
  text: z.string(),
});
export type ManifestResource = z.infer<typeof manifestResourceSchema>;

/** In the place of each value of a Secret. */
export const HIDDEN_VALUE = '••••••••';
