/** The only way out of the window: typed calls to the main process, its events, and files that the user handed over. */
import { useEffect, useEffectEvent } from 'react';
import type { AppError } from '../shared/errors';
import type { Answer, ChartroomBridge } from '../shared/ipc/bridge';
import type { MethodInput, MethodName, MethodOutput } from '../shared/ipc/contract';
import type { EventName, EventPayload } from '../shared/ipc/events';
import type { OfferedFile } from '../shared/push';

/** The bridge as the contract types it. The main process has parsed every answer and every event against its schema. */
interface TypedBridge extends Omit<ChartroomBridge, 'call' | 'onEvent'> {
  readonly call: <Name extends MethodName>(callId: string, method: Name, input: MethodInput<Name>) => Promise<string>;
  readonly onEvent: (listener: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void) => () => void;
}

declare global {
  interface Window {
    readonly chartroom: TypedBridge;
  }
}

/** What a call throws: the main process's words for the user, as plain data. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.message);
    this.appError = appError;
  }
}

/** Calls a method of the contract. Throws `CallError`; an abort of `signal` cancels the work in the main process. */
export async function call<Name extends MethodName>(
  method: Name,
  input: MethodInput<Name>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<MethodOutput<Name>> {
  signal?.throwIfAborted();
  const callId = crypto.randomUUID();
  const cancel = (): void => cancelSoon(callId);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const answer: Answer<MethodOutput<Name>> = JSON.parse(await window.chartroom.call(callId, method, input));
    return unwrap(answer);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

const cancelled: string[] = [];

/**
 * What is aborted in one turn is cancelled by one message. Rows that scroll away together leave the main process's line
 * together: one after another, each would begin in the place of the one before it, only to be ended as well.
 */
function cancelSoon(callId: string): void {
  cancelled.push(callId);
  if (cancelled.length === 1) queueMicrotask(() => window.chartroom.cancel(cancelled.splice(0)));
}

/** Hands dropped or chosen files over; the answer stands for them without their paths. Throws `CallError`. */
export async function offerFiles(files: readonly File[]): Promise<readonly OfferedFile[]> {
  return unwrap(await window.chartroom.offerFiles(files));
}

function unwrap<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new CallError(answer.error);
  return answer.data;
}

/** The user's words for anything that was caught. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof CallError) return error.appError;
  return {
    kind: 'internal',
    message: 'Something went wrong in this window.',
    why: 'Go back and try again, or start Chartroom again: nothing is lost.',
    ...(error instanceof Error ? { details: `${error.name}: ${error.message}` } : {}),
  };
}

/** What there is to tell of a call: null where it went well, or where the user stopped it. */
export function failureOf(error: unknown): AppError | null {
  if (error === null) return null;
  const appError = appErrorOf(error);
  return appError.kind === 'cancelled' ? null : appError;
}

export type EventHandlers = { readonly [Name in EventName]?: (payload: EventPayload<Name>) => void };

/** Listens to events of the main process while the component is mounted. */
export function useEvents(handlers: EventHandlers): void {
  const onEvent = useEffectEvent(<Name extends EventName>(name: Name, payload: EventPayload<Name>): void => {
    const handler: EventHandlers[Name] = handlers[name];
    handler?.(payload);
  });
  useEffect(() => window.chartroom.onEvent((name, payload) => onEvent(name, payload)), []);
}
