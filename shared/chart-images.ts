/** The container images that a chart names, as they are found without rendering it. Written by somebody else. */
import * as z from 'zod';
import { imageSchema, MAX_VALUE_TEXT } from './comparison';

/** More are counted only: the largest charts name some thirty. */
export const MAX_LISTED_IMAGES = 300;

/** In characters: no name and tag that a cluster takes is longer. */
export const MAX_IMAGE_LENGTH = 500;

export const chartImageSchema = imageSchema.extend({
  /** Paths of values and templates, at most as many as one reads. */
  foundIn: z.array(z.string().max(MAX_VALUE_TEXT)).max(8),
});
export type ChartImage = z.infer<typeof chartImageSchema>;

export const chartImagesSchema = z.strictObject({
  /** Those of charts within too, each once. */
  images: z.array(chartImageSchema).max(MAX_LISTED_IMAGES),
  /** Of all, also those that are not listed. */
  count: z.number(),
  /** Some of its files can't be read, or there are too many to look through. */
  isPartial: z.boolean(),
});
export type ChartImages = z.infer<typeof chartImagesSchema>;
