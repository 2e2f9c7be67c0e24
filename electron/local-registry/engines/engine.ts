/**
 * What the service wants of whatever serves the local registry: our own server, a container, a program of this machine.
 * Each engine is a file beside this one; none knows the window, the settings or the others.
 */
import type { EngineKind, FoundEngine } from '../../../shared/local-registry';
import type { LogLine } from '../process-messages';
import type { RegistryExit } from '../registry-process';
import type { CollectedGarbage, GarbageOptions } from '../server/garbage-collection';
import type { RegistryUsage } from '../server/registry';

export interface EngineOptions {
  /** Absolute; this engine's own (see `Engine.storage`). Made where it is missing. */
  readonly folder: string;
  readonly port: number;
  /** Absolute: a password file with bcrypt hashes. Null for a registry that asks for no login. */
  readonly htpasswdFile: string | null;
  /** Only the built-in registry looks at the `Host` header. */
  readonly allowedHosts: readonly string[];
}

export interface EngineContext {
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
  /** Hears every line, also those of a start that fails, until the engine has ended or was released. */
  readonly onLog: (lines: readonly LogLine[]) => void;
}

export interface Engine {
  readonly kind: EngineKind;
  /** Names the form in which it keeps its content: engines of one form can take over each other's folder. A folder name. */
  readonly storage: string;
  /** Whether it is on this machine and can be used. Never throws for what it finds. */
  readonly find: () => Promise<FoundEngine>;
  /** Starts it, on loopback only, and returns once it answers. Throws RegistryStartError, or the signal's reason; nothing runs then. */
  readonly start: (options: EngineOptions, context: EngineContext) => Promise<RunningEngine>;
  /** One of an earlier run of the app that still runs; null where there is none. Throws nothing for an engine that is gone. */
  readonly attach: (options: EngineOptions, context: EngineContext) => Promise<RunningEngine | null>;
  /** Takes away what it keeps besides its folder, such as a container. Does nothing where there is nothing. */
  readonly remove: () => Promise<void>;
}

export interface RunningEngine {
  readonly port: number;
  /** Resolves when it has ended, by itself or by `stop`. */
  readonly exited: Promise<RegistryExit>;
  /** Null where it can't tell. */
  readonly usage: () => Promise<RegistryUsage | null>;
  /** Null where it has none that is safe while it runs. */
  readonly collectGarbage: ((options: GarbageOptions) => Promise<CollectedGarbage>) | null;
  /** Lets running requests end for a moment. Resolves when it is gone; may be called twice. */
  readonly stop: () => Promise<void>;
  /** The app ends: what would be nobody's stops, what is meant to outlive the app (a container) stays. */
  readonly release: () => Promise<void>;
}
