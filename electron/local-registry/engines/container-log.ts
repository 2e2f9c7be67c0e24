/** Reads the log of a container for as long as it runs, also over its restarts. */
import { setTimeout as delay } from 'node:timers/promises';
import { endWithin } from '../../end-within';
import type { LogBatch } from '../server/log-batch';
import type { ContainerCli } from './container-cli';
import { logArguments, readLogLine } from './container-commands';
import { levelOf, plainText } from './engine-words';
import { EARLIER_LINES, FOLLOW_AGAIN_MS, LAST_LINES_MS } from './limits';

export interface ContainerLog {
  /** The container has ended: reads what is still on its way, for a moment. Resolves when nothing is read any more. */
  readonly end: () => Promise<void>;
  /** The container runs on and is left: stops reading at once. */
  readonly leave: () => Promise<void>;
}

/** Begins with the container's last lines of before, if it has any. */
export function readContainerLog(cli: ContainerCli, id: string, log: LogBatch): ContainerLog {
  const isEnding = new AbortController();
  const command = new AbortController();
  let last = '';

  /** The command ends with the container, also where that is started again: then it is run anew, from the line where it was. */
  async function read(): Promise<void> {
    while (!isEnding.signal.aborted) {
      const since = last;
      const onLine = (line: string) => {
        const timed = readLogLine(line);
        if (timed === null) return log.add(levelOf(line), plainText(line));
        // `--since` gives the line of that time once more.
        if (timed.time <= since) return;
        if (timed.time > last) last = timed.time;
        log.add(levelOf(timed.text), plainText(timed.text), timed.at);
      };
      const from = since === '' ? { tail: EARLIER_LINES } : { since };
      // An engine that can't tell has nothing to show; the next try may find it again.
      await cli.follow(logArguments(id, from), { signal: command.signal, onLine }).catch(() => undefined);
      await delay(FOLLOW_AGAIN_MS, undefined, { signal: isEnding.signal }).catch(() => undefined);
    }
  }

  const reading = read();

  async function leave(): Promise<void> {
    isEnding.abort();
    command.abort();
    await reading;
    log.flush();
  }

  return {
    leave,
    async end() {
      isEnding.abort();
      await endWithin([reading], LAST_LINES_MS);
      await leave();
    },
  };
}
