/** Counts the requests that rows of a list cause at a test's server: which, how many at once, and which were dropped. */
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface RowRequests {
  /** Tags in the order in which their manifests and configs were asked for. */
  readonly asked: readonly string[];
  /** Tags that are asked for and not answered now. */
  readonly open: readonly string[];
  /** Tags whose request the app ended before there was an answer. */
  readonly dropped: readonly string[];
  /** The most requests that were open at the same time. */
  readonly mostAtOnce: number;
}

export interface RowWatch {
  /** A request for `tag`, or for what its manifest names, has come; its end is seen at `response`. */
  begin(tag: string, response: ServerResponse): Promise<void>;
  /** Since the start or the last `forget`. */
  seen(): RowRequests;
  forget(): void;
}

export function watchRows(): RowWatch {
  const open = new Map<ServerResponse, string>();
  let asked: string[] = [];
  let dropped: string[] = [];
  let mostAtOnce = 0;

  return {
    async begin(tag, response) {
      asked.push(tag);
      response.once('close', () => {
        open.delete(response);
        if (!response.writableFinished) dropped.push(tag);
      });
      // The end of a dropped request comes with its own connection, perhaps a turn of the event loop after its successor.
      await nextTurn();
      await nextTurn();
      if (response.closed) return;
      open.set(response, tag);
      mostAtOnce = Math.max(mostAtOnce, open.size);
    },
    seen: () => ({ asked: [...asked], open: [...open.values()], dropped: [...dropped], mostAtOnce }),
    forget() {
      asked = [];
      dropped = [];
      mostAtOnce = open.size;
    },
  };
}
