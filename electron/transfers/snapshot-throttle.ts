/** At most ten snapshots a second, and always one after the last change. */

const INTERVAL_MS = 100;

export interface SnapshotThrottle {
  /** Something changed: emits now if the last time is long enough ago, else as soon as it is. */
  readonly request: () => void;
  /** Emits what waits at once, and nothing later by itself. */
  readonly flush: () => void;
}

export function createSnapshotThrottle(emit: () => void): SnapshotThrottle {
  let lastAtMs = -Infinity;
  let timer: NodeJS.Timeout | null = null;

  function emitNow(): void {
    timer = null;
    lastAtMs = performance.now();
    emit();
  }

  return {
    request() {
      if (timer !== null) return;
      const waitMs = lastAtMs + INTERVAL_MS - performance.now();
      if (waitMs <= 0) emitNow();
      else timer = setTimeout(emitNow, Math.ceil(waitMs));
    },
    flush() {
      if (timer === null) return;
      clearTimeout(timer);
      emitNow();
    },
  };
}
