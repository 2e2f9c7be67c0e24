/**
 * The one door for calls of the window: parse the input, run the handler with a signal of its own, parse the output,
 * wrap it. Nothing is thrown across IPC. Who may call is decided in bind-ipc.ts; no Electron import here.
 */
import * as z from 'zod';
import type { AppError } from '../../shared/errors';
import type { Answer } from '../../shared/ipc/bridge';
import { contract, type MethodName } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { CallContext, Handlers } from './handlers';

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly toAppError: (error: unknown) => AppError;
  /** Told of every call that failed: what the window is shown, and the error itself. `internal` is our fault. */
  readonly onFailure: (method: string, shown: AppError, error: unknown) => void;
}

export interface Dispatcher {
  /** Runs one call. Never rejects. */
  readonly call: (callId: unknown, method: unknown, input: unknown) => Promise<Answer<unknown>>;
  readonly cancel: (callId: unknown) => void;
  /** The page is gone or reloads: nobody waits for its calls any more. */
  readonly cancelAll: () => void;
}

const callIdSchema = z.string().min(1).max(64);

export function createDispatcher({ handlers, toAppError, onFailure }: DispatcherOptions): Dispatcher {
  const running = new Map<string, AbortController>();

  async function call(callId: unknown, method: unknown, input: unknown): Promise<Answer<unknown>> {
    const id = callIdSchema.safeParse(callId);
    if (!id.success || running.has(id.data)) return refuse('A call needs a fresh id.');
    if (!isMethodName(method)) return refuse('No such method.');
    const parsedInput = contract[method].input.safeParse(input);
    if (!parsedInput.success)
      return refuse(`${method} got something it can't use.`, z.prettifyError(parsedInput.error));

    const controller = new AbortController();
    running.set(id.data, controller);
    try {
      const output = await run(method, parsedInput.data, { signal: controller.signal });
      const parsedOutput = contract[method].output.safeParse(output);
      if (parsedOutput.success) return ok(parsedOutput.data);
      const shown: AppError = { kind: 'internal', message: "Chartroom got an answer that it doesn't understand." };
      onFailure(method, shown, parsedOutput.error);
      return err(shown);
    } catch (error) {
      const shown = toAppError(error);
      onFailure(method, shown, error);
      return err(shown);
    } finally {
      running.delete(id.data);
    }
  }

  async function run(method: MethodName, input: unknown, context: CallContext): Promise<unknown> {
    // Typed per method in the table; here the name is only known at run time, and the parse above vouches for the input.
    const output: unknown = await Reflect.apply(handlers[method], undefined, [input, context]);
    return output;
  }

  return {
    call,
    cancel(callId) {
      if (typeof callId === 'string') running.get(callId)?.abort();
    },
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

function isMethodName(method: unknown): method is MethodName {
  return typeof method === 'string' && Object.hasOwn(contract, method);
}

function refuse(message: string, details?: string): Answer<never> {
  return err({ kind: 'invalid-input', message, ...(details === undefined ? {} : { details }) });
}
