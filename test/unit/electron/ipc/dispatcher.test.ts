import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../shared/errors';
import { createDispatcher } from '../../../../electron/ipc/dispatcher';
import type { Handlers } from '../../../../electron/ipc/handlers';

const failure: AppError = { kind: 'network', message: "Can't reach it.", host: 'h', problem: 'refused' };

class Failure extends Error {}

/** A table with the handlers that a test names; each other method throws, so that a wrong route shows. */
function dispatcherWith(handlers: Partial<Handlers>, internal: unknown[] = []) {
  const table = new Proxy(handlers, {
    get: (target, name: keyof Handlers) =>
      target[name] ??
      (() => {
        throw new Error(`${name} was called`);
      }),
  });
  return createDispatcher({
    handlers: table as Handlers,
    toAppError: (error) =>
      error instanceof DOMException && error.name === 'AbortError'
        ? { kind: 'cancelled', message: 'Cancelled.' }
        : error instanceof Failure
          ? failure
          : { kind: 'internal', message: 'Internal.' },
    onFailure(_method, { kind }, error) {
      if (kind === 'internal') internal.push(error);
    },
  });
}

function untilAborted(_input: unknown, { signal }: { readonly signal: AbortSignal }): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

describe('dispatcher', () => {
  it('parses, runs and wraps', async () => {
    const dispatcher = dispatcherWith({ 'cache.size': () => ({ sizeBytes: 10, entries: 2 }) });
    expect(await dispatcher.call('1', 'cache.size', null)).toEqual({ ok: true, data: { sizeBytes: 10, entries: 2 } });
  });

  it.each([
    ['an unknown method', 'files.read', null],
    ['a method of Object.prototype', 'constructor', null],
    ['a name that is no text', 7, null],
    ['an input with a field too many', 'registries.check', { address: 'ghcr.io', path: '/etc' }],
    ['an address with a path', 'registries.check', { address: 'ghcr.io/acme' }],
    ['a file id that is a path', 'files.inspect', { fileId: '/etc/passwd' }],
  ])('refuses %s before any handler runs', async (_what, method, input) => {
    const answer = await dispatcherWith({}).call('1', method, input);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('sends no output that breaks the contract: a secret that slipped in stays here', async () => {
    const internal: unknown[] = [];
    const leaky = { address: 'ghcr.io', plainHttp: false, state: 'logged-in', hasCredential: true, secret: 'hunter2' };
    const dispatcher = dispatcherWith({ 'registries.check': () => leaky as never }, internal);
    const answer = await dispatcher.call('1', 'registries.check', { address: 'ghcr.io' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(internal).toHaveLength(1);
  });

  it('turns what a handler throws into an envelope, and reports only failures of ours', async () => {
    const internal: unknown[] = [];
    const dispatcher = dispatcherWith(
      {
        'cache.size': () => Promise.reject(new Failure()),
        'cache.clear': () => {
          throw new TypeError('a bug with /home/ana/secret in it');
        },
      },
      internal,
    );
    expect(await dispatcher.call('1', 'cache.size', null)).toEqual({ ok: false, error: failure });
    expect(await dispatcher.call('2', 'cache.clear', null)).toEqual({
      ok: false,
      error: { kind: 'internal', message: 'Internal.' },
    });
    expect(internal).toHaveLength(1);
  });

  it('cancels one call, or all of a page that went away', async () => {
    const dispatcher = dispatcherWith({ 'cache.size': untilAborted });
    const one = dispatcher.call('1', 'cache.size', null);
    const two = dispatcher.call('2', 'cache.size', null);
    dispatcher.cancel('1');
    expect(await one).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    dispatcher.cancelAll();
    expect(await two).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('refuses an id that is under way, so that a cancel can only mean one call', async () => {
    let finish: (() => void) | undefined;
    const dispatcher = dispatcherWith({
      'cache.clear': () => new Promise<null>((resolve) => (finish = () => resolve(null))),
    });
    const first = dispatcher.call('1', 'cache.clear', null);
    expect(await dispatcher.call('1', 'cache.clear', null)).toMatchObject({ ok: false });
    finish?.();
    expect(await first).toEqual({ ok: true, data: null });
  });
});
