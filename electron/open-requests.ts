/** Links and files that the desktop hands over, kept until the page listens, then sent to it once. */
import type { OfferedFile } from '../shared/push';
import type { OpenRequest } from './command-line';

export interface OpenRequests {
  readonly add: (request: OpenRequest) => void;
  /** The page listens now; what waited is delivered. */
  readonly start: () => void;
  /** The page is gone; what comes next waits for its successor. */
  readonly stop: () => void;
}

export interface OpenRequestsOptions {
  readonly offerFiles: (paths: readonly string[]) => readonly OfferedFile[];
  readonly onLink: (reference: string) => void;
  readonly onFiles: (files: readonly OfferedFile[]) => void;
}

export function createOpenRequests({ offerFiles, onLink, onFiles }: OpenRequestsOptions): OpenRequests {
  let waiting: OpenRequest[] = [];
  let listening = false;

  function deliver({ reference, filePaths }: OpenRequest): void {
    if (reference !== null) onLink(reference);
    if (filePaths.length > 0) onFiles(offerFiles(filePaths));
  }

  return {
    add(request) {
      if (request.reference === null && request.filePaths.length === 0) return;
      if (listening) deliver(request);
      else waiting.push(request);
    },
    start() {
      listening = true;
      const requests = waiting;
      waiting = [];
      for (const request of requests) deliver(request);
    },
    stop() {
      listening = false;
    },
  };
}
