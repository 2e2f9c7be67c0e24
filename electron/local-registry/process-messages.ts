/**
 * What the registry's process and the one that started it say to each other, and the two ends of the line between them. Nothing here
 * knows how the process is run: by Electron's utilityProcess or as a plain child of Node, each is a few lines around these ends.
 */
import type { StartFailureCode } from '../../shared/local-registry';
import type { CollectedGarbage, GarbageOptions } from './server/garbage-collection';
import type { RegistryOptions, RegistryUsage } from './server/registry';

export type ToRegistry =
  /** The first message, and the only one of its kind. */
  | { readonly kind: 'start'; readonly options: RegistryOptions }
  /** Answered by a message of the same kind and id, or by `refused`. */
  | { readonly kind: 'usage'; readonly id: number }
  | { readonly kind: 'collect-garbage'; readonly id: number; readonly options: GarbageOptions }
  | { readonly kind: 'stop' };

export type FromRegistry =
  | { readonly kind: 'ready'; readonly port: number }
  /** It could not be started; the process ends. */
  | { readonly kind: 'failed'; readonly code: StartFailureCode; readonly message: string }
  | { readonly kind: 'log'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'usage'; readonly id: number; readonly usage: RegistryUsage }
  | { readonly kind: 'collect-garbage'; readonly id: number; readonly collected: CollectedGarbage }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }
  /** Something that must not happen did; the process ends. */
  | { readonly kind: 'crashed'; readonly message: string };

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** The registry's end of the line. */
export interface ParentLine {
  /** Resolves when the message is on its way, so that the process may end after it. */
  send(message: FromRegistry): Promise<void>;
  onMessage(listener: (message: ToRegistry) => void): void;
  /** The other side is gone. */
  onClose(listener: () => void): void;
}

/** The starting side's end. */
export interface ChildLine {
  send(message: ToRegistry): void;
  onMessage(listener: (message: FromRegistry) => void): void;
  /** What it wrote to its standard error, such as Node's last words. */
  onOutput(listener: (text: string) => void): void;
  /** Once, when the process has ended or could not be started. `code` is null where a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once. */
  kill(): void;
}
