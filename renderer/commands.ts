/**
 * What keys, native menu items and buttons ask for, and which view answers. The view mounted last goes first, so that
 * a dialog's primary action comes before that of the page beneath. Features use it to reach each other without imports.
 */
import { useEffect, useEffectEvent } from 'react';
import type { OfferedFile } from '../shared/push';
import type { TransferId } from '../shared/transfer';

/** A command with what it may be told. */
export interface CommandPayloads {
  readonly 'add-registry': { readonly address?: string };
  readonly 'log-in': { readonly address: string };
  readonly 'remove-registry': { readonly address: string };
  /** `destination`: `host/path`, where the user stands. */
  readonly 'push-charts': { readonly destination?: string };
  readonly 'push-folder': undefined;
  /** To be read, before anything is done with it. */
  readonly 'open-chart': undefined;
  /** Files that the user handed over before. */
  readonly 'push-files': { readonly files: readonly OfferedFile[] };
  readonly 'open-reference': undefined;
  readonly filter: undefined;
  readonly refresh: undefined;
  readonly compare: undefined;
  readonly back: undefined;
  readonly forward: undefined;
  readonly 'toggle-transfers': undefined;
  readonly 'show-transfers': undefined;
  /** Why a transfer failed, in full. */
  readonly 'show-failure': { readonly transferId: TransferId };
  readonly 'local-registry': undefined;
  readonly 'start-local-registry': undefined;
  readonly settings: undefined;
  readonly shortcuts: undefined;
  readonly about: undefined;
  readonly 'primary-action': undefined;
  readonly 'next-region': undefined;
  readonly 'previous-region': undefined;
}
export type CommandName = keyof CommandPayloads;
type Handler<Name extends CommandName> = (payload: CommandPayloads[Name]) => void;

export class Commands {
  readonly #handlers: { [Name in CommandName]?: Handler<Name>[] } = {};

  /** Answers `name` from now on, before those that did so earlier. Returns how to stop. */
  on<Name extends CommandName>(name: Name, handler: Handler<Name>): () => void {
    const handlers: Handler<Name>[] = (this.#handlers[name] ??= []);
    const own: Handler<Name> = (payload) => handler(payload);
    handlers.push(own);
    return () => {
      const index = handlers.indexOf(own);
      if (index >= 0) handlers.splice(index, 1);
    };
  }

  /** Returns false where no view answers. */
  run<Name extends CommandName>(name: Name, payload: CommandPayloads[Name]): boolean {
    const handler: Handler<Name> | undefined = this.#handlers[name]?.at(-1);
    handler?.(payload);
    return handler !== undefined;
  }
}

export const commands = new Commands();

/** Answers a command while the component is mounted; `enabled: false` leaves it to the view beneath. */
export function useCommand<Name extends CommandName>(name: Name, handler: Handler<Name>, enabled = true): void {
  const onCommand = useEffectEvent(handler);
  useEffect(() => (enabled ? commands.on(name, (payload) => onCommand(payload)) : undefined), [name, enabled]);
}
