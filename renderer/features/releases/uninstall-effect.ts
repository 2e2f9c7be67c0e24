/** What uninstalling a release takes away, and what stays, as its manifest says. Pure. */
import type { ManifestResource } from '../../../shared/manifest';

export interface UninstallEffect {
  /** `Deployment shop`, in the order of the manifest. */
  readonly goes: readonly string[];
  /** Marked to be kept. */
  readonly kept: readonly string[];
  /** Made by hooks: helm takes them away only where their own policy says so. */
  readonly hooks: readonly string[];
}

const KEEP = /^\s*["']?helm\.sh\/resource-policy["']?\s*:\s*["']?keep["']?\s*$/m;

export function uninstallEffect(resources: readonly ManifestResource[]): UninstallEffect {
  const [goes, kept, hooks]: [string[], string[], string[]] = [[], [], []];
  for (const { kind, name, hookEvents, text } of resources) {
    const words = `${kind} ${name}`;
    if (hookEvents.length > 0) hooks.push(words);
    else if (KEEP.test(text)) kept.push(words);
    else goes.push(words);
  }
  return { goes, kept, hooks };
}
