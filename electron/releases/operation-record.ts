/** One operation on a release while it runs and after: its state, its last lines. In memory only; holds no value and no Secret. */
import {
  MAX_OPERATION_LINES,
  type Operation,
  type OperationLine,
  type OperationPhase,
  type OperationState,
} from '../../shared/operation';

export type OperationHead = Pick<Operation, 'id' | 'kind' | 'place' | 'chart' | 'startedAt'>;

export class OperationRecord {
  readonly head: OperationHead;
  readonly #onChange: () => void;
  #state: OperationState;
  #lines: OperationLine[] = [];
  #lineCount = 0;

  constructor(head: OperationHead, state: OperationState, onChange: () => void) {
    this.head = head;
    this.#state = state;
    this.#onChange = onChange;
  }

  get state(): OperationState {
    return this.#state;
  }

  snapshot(): Operation {
    return { ...this.head, lineCount: this.#lineCount, state: this.#state };
  }

  /** Those with a higher number that are still kept. */
  linesAfter(number: number): readonly OperationLine[] {
    const first = this.#lines[0]?.number ?? 1;
    return this.#lines.slice(Math.max(0, number - first + 1)).slice(-MAX_OPERATION_LINES);
  }

  /** `text`: redacted. */
  addLine(text: string): void {
    this.#lineCount += 1;
    this.#lines.push({ number: this.#lineCount, at: Date.now(), text });
    // Half as much again before it is cut: cutting at each line would copy them all each time.
    if (this.#lines.length > MAX_OPERATION_LINES * 1.5) this.#lines = this.#lines.slice(-MAX_OPERATION_LINES);
    this.#onChange();
  }

  enter(phase: OperationPhase): void {
    if (this.#state.name === 'running') this.become({ ...this.#state, phase });
  }

  cancelling(): void {
    if (this.#state.name === 'running') this.become({ ...this.#state, isCancelling: true });
  }

  become(state: OperationState): void {
    this.#state = state;
    this.#onChange();
  }
}
