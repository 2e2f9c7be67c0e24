/** Gathers the lines of the log, so that a busy registry sends a few messages a second and not one for each request. */
import type { LogLine } from '../process-messages';

export interface LogBatch {
  /** `at`: now where it is left out. */
  add(level: LogLine['level'], text: string, at?: number): void;
  /** Sends what is there at once. */
  flush(): void;
}

/** Often enough for eyes. */
const FLUSH_EVERY_MS = 100;
/** Nobody reads more in a tenth of a second; the rest is counted. */
const MAX_LINES = 200;
const MAX_TEXT_LENGTH = 2000;

export function createLogBatch(send: (lines: readonly LogLine[]) => void): LogBatch {
  let lines: LogLine[] = [];
  let leftOut = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (leftOut > 0) lines.push({ at: Date.now(), level: 'info', text: `${leftOut} more lines were left out.` });
    const batch = lines;
    lines = [];
    leftOut = 0;
    if (batch.length > 0) send(batch);
  }

  return {
    flush,
    add(level, text, at = Date.now()) {
      timer ??= setTimeout(flush, FLUSH_EVERY_MS);
      // What went wrong is never left out.
      if (lines.length >= MAX_LINES && level === 'info') leftOut += 1;
      else lines.push({ at, level, text: text.slice(0, MAX_TEXT_LENGTH) });
    },
  };
}
