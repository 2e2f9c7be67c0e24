/** The last lines of the local registry's log, numbered, and sent on a few times a second. In memory only. */
import { MAX_LOCAL_REGISTRY_LOG_LINES } from '../../shared/local-registry-defaults';
import type { LocalRegistryLogLine } from '../../shared/local-registry';
import type { LogLine } from './process-messages';

export interface RegistryLog {
  readonly add: (lines: readonly LogLine[]) => void;
  /** Those with a higher number that are still kept, oldest first. */
  readonly after: (number: number) => readonly LocalRegistryLogLine[];
}

export interface RegistryLogOptions {
  /** What may be seen of a text: no secret, no path of this machine. */
  readonly clean: (text: string) => string;
  readonly onLines: (lines: readonly LocalRegistryLogLine[]) => void;
}

/** Often enough for eyes. */
const SEND_EVERY_MS = 100;
/** In one go: 5,000 would keep the window from its next pictures, these take it a few milliseconds. */
const MAX_LINES_AT_ONCE = 500;
/** A line that is longer than any screen is no line. In characters. */
const MAX_TEXT_LENGTH = 2_000;

export function createRegistryLog({ clean, onLines }: RegistryLogOptions): RegistryLog {
  let kept: LocalRegistryLogLine[] = [];
  let last = 0;
  let sent = 0;
  let timer: NodeJS.Timeout | null = null;

  const after = (number: number): readonly LocalRegistryLogLine[] => {
    const first = kept[0]?.number ?? 1;
    return kept.slice(Math.max(0, number - first + 1)).slice(-MAX_LOCAL_REGISTRY_LOG_LINES);
  };

  function send(): void {
    const lines = after(sent).slice(0, MAX_LINES_AT_ONCE);
    sent = lines.at(-1)?.number ?? last;
    timer = sent < last ? setTimeout(send, SEND_EVERY_MS) : null;
    onLines(lines);
  }

  return {
    after,
    add(lines) {
      for (const { at, level, text } of lines) {
        last += 1;
        kept.push({ number: last, at, level, text: clean(text.slice(0, MAX_TEXT_LENGTH)) });
      }
      // Half as much again before it is cut: cutting at each line would copy them all each time.
      if (kept.length > MAX_LOCAL_REGISTRY_LOG_LINES * 1.5) kept = kept.slice(-MAX_LOCAL_REGISTRY_LOG_LINES);
      if (lines.length > 0) timer ??= setTimeout(send, SEND_EVERY_MS);
    },
  };
}
