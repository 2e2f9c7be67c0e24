/** The starting side, against a line that the test speaks on: what a real process does is in the integration tests. */
import { expect, test } from 'vitest';
import type {
  ChildLine,
  FromRegistry,
  LogLine,
  ToRegistry,
} from '../../../../electron/local-registry/process-messages';
import { startRegistryProcess } from '../../../../electron/local-registry/registry-process';

const OPTIONS = { folder: '/nowhere', port: 0, htpasswdFile: null, allowedHosts: [] };

function createLine() {
  const sent: ToRegistry[] = [];
  const log: LogLine[] = [];
  const heard: {
    message?: (message: FromRegistry) => void;
    output?: (text: string) => void;
    exit?: (code: number | null) => void;
  } = {};
  let kills = 0;
  const line: ChildLine = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => void (heard.message = listener),
    onOutput: (listener) => void (heard.output = listener),
    onExit: (listener) => void (heard.exit = listener),
    kill: () => {
      kills += 1;
      heard.exit?.(null);
    },
  };
  return {
    sent,
    log,
    kills: () => kills,
    start: () => startRegistryProcess(line, OPTIONS, (lines) => log.push(...lines)),
    say: (message: FromRegistry) => heard.message?.(message),
    write: (text: string) => heard.output?.(text),
    exit: (code: number | null) => heard.exit?.(code),
  };
}

test('it is there when the process says so', async () => {
  const child = createLine();
  const starting = child.start();
  expect(child.sent).toEqual([{ kind: 'start', options: OPTIONS }]);
  child.say({ kind: 'ready', port: 5001 });
  expect(await starting).toMatchObject({ port: 5001 });
});

test('a start that fails says why, and leaves no process', async () => {
  const child = createLine();
  const starting = child.start();
  child.say({ kind: 'failed', code: 'port-in-use', message: 'taken' });
  await expect(starting).rejects.toMatchObject({ code: 'port-in-use', message: 'taken' });
  expect(child.kills()).toBe(1);
});

test('so does one that ends before it is ready', async () => {
  const child = createLine();
  const starting = child.start();
  child.exit(9);
  await expect(starting).rejects.toMatchObject({ code: 'internal' });
});

test('answers find their questions, in any order', async () => {
  const child = createLine();
  const starting = child.start();
  child.say({ kind: 'ready', port: 1 });
  const registry = await starting;
  const usage = registry.usage();
  const collected = registry.collectGarbage({ untaggedManifests: true });
  const refused = registry.usage();
  expect(child.sent.slice(1)).toEqual([
    { kind: 'usage', id: 1 },
    { kind: 'collect-garbage', id: 2, options: { untaggedManifests: true } },
    { kind: 'usage', id: 3 },
  ]);
  child.say({ kind: 'refused', id: 3, message: 'not now' });
  child.say({ kind: 'collect-garbage', id: 2, collected: { manifests: 1, files: 2, sizeBytes: 3 } });
  child.say({ kind: 'usage', id: 1, usage: { sizeBytes: 4, repositories: 5 } });
  child.say({ kind: 'usage', id: 99, usage: { sizeBytes: 0, repositories: 0 } });
  expect(await usage).toEqual({ sizeBytes: 4, repositories: 5 });
  expect(await collected).toEqual({ manifests: 1, files: 2, sizeBytes: 3 });
  await expect(refused).rejects.toThrow('not now');
});

test('its last words are in the log, and nobody waits for a dead one', async () => {
  const child = createLine();
  const starting = child.start();
  child.say({ kind: 'ready', port: 1 });
  const registry = await starting;
  const waiting = registry.usage();
  child.say({ kind: 'log', lines: [{ at: 1, level: 'info', text: 'a line' }] });
  child.say({ kind: 'crashed', message: 'Error: broken' });
  child.write('FATAL ERROR: heap');
  child.exit(70);
  expect(child.log.map(({ level, text }) => `${level} ${text}`)).toEqual([
    'info a line',
    'error Error: broken',
    'error FATAL ERROR: heap',
  ]);
  await expect(waiting).rejects.toThrow('The registry has ended.');
  await expect(registry.usage()).rejects.toThrow('The registry has ended.');
  expect(await registry.exited).toEqual({ wasStopped: false, code: 70 });
  await registry.stop();
});

test('stopping waits for the end, and is known to have been asked for', async () => {
  const child = createLine();
  const starting = child.start();
  child.say({ kind: 'ready', port: 1 });
  const registry = await starting;
  const stopping = registry.stop();
  expect(child.sent.at(-1)).toEqual({ kind: 'stop' });
  child.exit(0);
  await stopping;
  expect(await registry.exited).toEqual({ wasStopped: true, code: 0 });
});
