/** What a preview is bound to. Without zod, so that the window can load it. Pure. */
import type { ApplyOptions } from './helm-options';
import type { InstallRequest, UpgradeRequest } from './release-preview';

/**
 * The options that change what is made: with another one of these a preview is stale. The others (waiting, its time-out, rolling back on
 * failure, the description) say how it is run, and may be chosen after the preview.
 */
const BINDING_OPTIONS = [
  'takeOwnership',
  'skipCrds',
  'skipSchemaValidation',
  'forceReplace',
  'forceConflicts',
] as const satisfies readonly (keyof ApplyOptions)[];

type AnyRequest = InstallRequest | UpgradeRequest;

/** Equal for two requests exactly where the preview of one is that of the other. */
export function previewKey({ place, source, values, options }: AnyRequest): string {
  return JSON.stringify([
    [place.context, place.namespace, place.name],
    [source.address, source.repository, source.tag, source.digest],
    values,
    BINDING_OPTIONS.map((name) => options[name]),
    'createNamespace' in options ? options.createNamespace : null,
  ]);
}
