/**
 * The helm command that a user would type for what Chartroom does, as words to be quoted for a shell by the window. Made of the very
 * arguments that helm is given, so that the two can't drift apart. Holds no value and no secret. Pure.
 */
import { tagToVersion } from '../../shared/reference';

export interface CommandWords {
  /**
   * In the place of the local archive: `oci://ghcr.io/acme/web` with its version, or a file's name without one. Absent for a command
   * without a chart.
   */
  readonly chart?: { readonly path: string; readonly reference: string; readonly version: string | null };
  /** The name of the file that the overrides would be saved as; null where there are none. */
  readonly valuesFile: string | null;
  /** Whether the kubeconfig is one that helm would not find by itself. */
  readonly namesKubeconfig: boolean;
}

/** What Chartroom asks for itself: output that programs read, and its own marks on the release. With and without a value. */
const OWN_FLAGS: ReadonlySet<string> = new Set(['--debug']);
const OWN_FLAGS_WITH_VALUE: ReadonlySet<string> = new Set(['--output', '--labels']);

export function commandWords(args: readonly string[], { chart, valuesFile, namesKubeconfig }: CommandWords): string[] {
  const words = ['helm'];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (OWN_FLAGS.has(arg)) continue;
    if (OWN_FLAGS_WITH_VALUE.has(arg) || (arg === '--kubeconfig' && !namesKubeconfig)) {
      index += 1;
    } else if (arg === '--values') {
      index += 1;
      if (valuesFile !== null) words.push(arg, valuesFile);
    } else if (chart !== undefined && arg === chart.path) {
      words.push(chart.reference, ...(chart.version === null ? [] : ['--version', chart.version]));
    } else words.push(arg);
  }
  return words;
}

/** A command that helm itself does with a chart in a registry. */
export function chartCommand(words: readonly string[], { address, repository, tag }: ChartReference): string[] {
  return [...words, ociAddress({ address, repository }), '--version', tagToVersion(tag)];
}

export function ociAddress({ address, repository }: Omit<ChartReference, 'tag'>): string {
  return `oci://${address}/${repository}`;
}

interface ChartReference {
  readonly address: string;
  readonly repository: string;
  readonly tag: string;
}
