/** The type of the table that answers the contract: a method without its handler does not compile. */
import type { MethodInput, MethodName, MethodOutput } from '../../shared/ipc/contract';

export interface CallContext {
  /** Aborts when the window cancels this call, reloads or closes. */
  readonly signal: AbortSignal;
}

export type Handler<Name extends MethodName> = (
  input: MethodInput<Name>,
  context: CallContext,
) => Promise<MethodOutput<Name>> | MethodOutput<Name>;

export type Handlers = { readonly [Name in MethodName]: Handler<Name> };
