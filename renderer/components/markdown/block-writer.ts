/** Puts clean HTML into the page block by block, in steps that hold nothing up. Sanitizes what it puts there. No React. */
import { sanitizeEach } from './sanitize';

/** In each step, in ms: with what the browser does behind it no task is felt. */
const STEP_MS = 30;
/** In characters: what is sanitized at a time, some 5 ms of work. One long block is taken whole. */
const BATCH = 10_000;

export class BlockWriter {
  readonly #host: HTMLElement;
  readonly #frameOf: (content: DocumentFragment) => HTMLElement;
  readonly #channel = new MessageChannel();
  /** The beginning is seen at once. The rest comes as a whole: the browser would draw the page anew after each step. */
  readonly #later = document.createDocumentFragment();
  #blocks: readonly string[] = [];
  #end = 0;
  #made = 0;
  #isBegun = false;
  #isAtWork = false;

  /** `frameOf`: the element of a block. */
  constructor(host: HTMLElement, frameOf: (content: DocumentFragment) => HTMLElement) {
    this.#host = host;
    this.#frameOf = frameOf;
    this.#channel.port1.addEventListener('message', () => this.#step());
    this.#channel.port1.start();
  }

  /** `blocks`: all that are known, those from before at their beginning. `end`: behind the last that is to be in the page. */
  write(blocks: readonly string[], end: number): void {
    this.#blocks = blocks;
    this.#end = end;
    if (!this.#isAtWork && this.#made < end) this.#next();
  }

  close(): void {
    this.#channel.port1.close();
  }

  #next(): void {
    this.#isAtWork = true;
    this.#channel.port2.postMessage(null);
  }

  #step(): void {
    const until = performance.now() + STEP_MS;
    while (this.#made < this.#end && performance.now() < until) {
      const next = batchEnd(this.#blocks, this.#made, this.#end);
      for (const content of sanitizeEach(this.#blocks.slice(this.#made, next))) {
        this.#later.append(this.#frameOf(content));
      }
      this.#made = next;
    }
    const isDone = this.#made === this.#end;
    if (isDone || !this.#isBegun) this.#host.append(this.#later);
    this.#isBegun = true;
    this.#isAtWork = false;
    if (!isDone) this.#next();
  }
}

/** Behind the last block of the batch that begins at `start`. */
function batchEnd(blocks: readonly string[], start: number, end: number): number {
  let next = start + 1;
  let length = blocks[start]?.length ?? 0;
  while (next < end && (length += blocks[next]?.length ?? 0) <= BATCH) next += 1;
  return next;
}
