/**
 * How long a window takes from the start of its process until its sidebar can be used: there, enabled and painted. The same
 * measure for Chartroom and for the bare window.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { connectDevTools, type DevTools } from './devtools';

export interface WindowCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const TIMEOUT_MS = 60_000;

/** Runs in each document from its first moment on: tells the moment in epoch ms, once. */
const WATCH = `(() => {
  const isUsable = () => {
    const nav = document.querySelector('nav[aria-label="Registries"]');
    const place = nav?.querySelector('a[href]');
    const button = nav?.querySelector('button');
    const isShown = (each) => each && each.getClientRects().length > 0;
    return isShown(place) && isShown(button) && !button.disabled && !nav.closest('[inert], [aria-busy="true"]');
  };
  const painted = new MessageChannel();
  painted.port1.onmessage = () => tellUsable(String(performance.timeOrigin + performance.now()));
  const look = () => {
    if (isUsable()) painted.port2.postMessage(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const attachedSchema = z.object({ sessionId: z.string(), targetInfo: z.object({ type: z.string() }) });
const contextSchema = z.object({ context: z.object({ uniqueId: z.string() }) });
const toldSchema = z.object({ payload: z.string() });

/** Starts it, gives the time in ms, and ends it. Throws where it ends before, or takes a minute. */
export async function timeToUsable({ executable, args, env }: WindowCommand): Promise<number> {
  const startedAt = performance.timeOrigin + performance.now();
  const app = spawn(executable, [...args, '--remote-debugging-port=0'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(app, 'exit');
  const timer = setTimeout(() => app.kill('SIGKILL'), TIMEOUT_MS);
  const said: string[] = [];
  const gone = exited.then(() => {
    throw new Error(`It ended before its window could be used:\n${said.join('\n')}`);
  });
  try {
    const devTools = await connectDevTools(await Promise.race([debuggingAddress(app, said), gone]));
    const usableAt = await Promise.race([watch(devTools), gone]);
    await Promise.race([devTools.send('Browser.close'), exited]);
    return usableAt - startedAt;
  } finally {
    await exited;
    clearTimeout(timer);
    await gone.catch(() => undefined);
  }
}

/** Gives the moment in epoch ms. */
async function watch(devTools: DevTools): Promise<number> {
  devTools.events.on('Target.attachedToTarget', (params) => {
    const { sessionId, targetInfo } = attachedSchema.parse(params);
    if (targetInfo.type === 'page') {
      devTools.events.on('Runtime.executionContextCreated', (created) => {
        const uniqueContextId = contextSchema.parse(created).context.uniqueId;
        // One that is gone again was the empty document before the page.
        devTools.send('Runtime.evaluate', { expression: WATCH, uniqueContextId }, sessionId).catch(() => undefined);
      });
      void devTools.send('Runtime.addBinding', { name: 'tellUsable' }, sessionId);
      void devTools.send('Runtime.enable', {}, sessionId);
    }
    void devTools.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
  });
  const told = once(devTools.events, 'Runtime.bindingCalled');
  await devTools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  return Number(toldSchema.parse((await told)[0]).payload);
}

/** Chromium says it on standard error, once. All that it says goes to `said`. */
function debuggingAddress({ stderr }: ChildProcess, said: string[]): Promise<string> {
  if (stderr === null) throw new Error('Started without a pipe for standard error');
  return new Promise((resolve) => {
    createInterface({ input: stderr }).on('line', (line) => {
      said.push(line);
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
