/**
 * What Chart.yaml says, as the config blob of a pushed chart holds it (JSON, written by Helm or Chartroom).
 * Lenient: charts of every age are shown. The rules for pushing live in electron/charts.
 */
import * as z from 'zod';

export const maintainerSchema = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  url: z.string().optional(),
});
export type Maintainer = z.infer<typeof maintainerSchema>;

export const dependencySchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  repository: z.string().optional(),
  condition: z.string().optional(),
  tags: z.array(z.string()).optional(),
  alias: z.string().optional(),
});
export type Dependency = z.infer<typeof dependencySchema>;

export const chartMetadataSchema = z.object({
  name: z.string(),
  version: z.string(),
  apiVersion: z.string().optional(),
  appVersion: z.string().optional(),
  description: z.string().optional(),
  type: z.string().optional(),
  home: z.string().optional(),
  icon: z.string().optional(),
  kubeVersion: z.string().optional(),
  deprecated: z.boolean().optional(),
  sources: z.array(z.string()).optional(),
  keywords: z.array(z.string()).optional(),
  maintainers: z.array(maintainerSchema).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  dependencies: z.array(dependencySchema).optional(),
});
export type ChartMetadata = z.infer<typeof chartMetadataSchema>;
