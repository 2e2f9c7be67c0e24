// @ts-check
/**
 * A stand-in for the `docker` command and its daemon, since there is no Docker where these tests run. It writes down each command line
 * as it got it, and answers in the forms of Docker Engine 28, or as it was told to (docker.ts). It knows only what the app asks.
 * A container is a process beside it, docker-stand-in-keeper.mjs.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  addImage,
  findContainer,
  images,
  logLines,
  markStopping,
  option,
  record,
  removeContainer,
  script,
  writeContainer,
} from './docker-stand-in-state.mjs';

/** @typedef {import('./docker-stand-in-state.mjs').Container} Container */

const LOOK_EVERY_MS = 50;
/** `docker run` ends with it where the daemon could not do it. */
const RUN_FAILED = 125;

const args = process.argv.slice(2);
const last = args.at(-1) ?? '';

record(args);
const scripted = script().find(({ command }) => args.join(' ').startsWith(command));
if (scripted?.hangs) setInterval(() => undefined, 60_000);
else if (scripted === undefined) await answer();
else {
  if (scripted.leavesContainer) make(null);
  say(scripted.stdout ?? '', scripted.stderr ?? '');
  process.exitCode = scripted.code ?? 1;
}

async function answer() {
  switch (args[0]) {
    case '--version':
      return say('Docker version 28.2.2, build e6534b4\n');
    case 'version':
      return say('28.2.2\n');
    case 'info':
      return say('Debian GNU/Linux 12 (bookworm) ["name=seccomp,profile=builtin","name=cgroupns"]\n');
    case 'image':
      return images().includes(last) ? say(`sha256:${'5'.repeat(64)}\n`) : fail(`No such image: ${last}`, '\n');
    case 'pull':
      addImage(last);
      return say(`3: Pulling from library/registry\nStatus: Downloaded newer image for ${last}\n${last}\n`);
    case 'run':
      return run();
    case 'container': {
      const container = findContainer(last);
      if (container === null) return fail(`No such container: ${last}`, '[]\n');
      return say(`${JSON.stringify([container], null, 4)}\n`);
    }
    case 'logs':
      return withContainer(logs);
    case 'wait':
      return withContainer(wait);
    case 'stop':
      return withContainer(stop);
    case 'rm':
      return remove();
    default:
      return say('', `docker: unknown command: docker ${args[0]}\n\nRun 'docker --help' for more information\n`, 1);
  }
}

function run() {
  if (findContainer(option(args, '--name')[0] ?? '') !== null) {
    return fail('Conflict. The container name is already in use by container "5".', '', RUN_FAILED);
  }
  const Id = randomBytes(32).toString('hex');
  // It reads what is written below long before it has started up.
  const program = join(import.meta.dirname, 'docker-stand-in-keeper.mjs');
  const keeper = spawn(process.execPath, [program, Id], { detached: true, stdio: 'ignore' });
  make(keeper.pid ?? null, Id);
  keeper.unref();
  say(`${Id}\n`);
}

function make(/** @type {number | null} */ keeper, Id = '5'.repeat(64)) {
  const Running = keeper !== null;
  writeContainer({
    Id,
    Name: `/${option(args, '--name')[0]}`,
    State: { Status: Running ? 'running' : 'created', Running, Restarting: false, Pid: 0, ExitCode: 0 },
    RestartCount: 0,
    Config: {
      Image: last,
      User: option(args, '--user')[0] ?? '',
      Labels: Object.fromEntries(option(args, '--label').map((label) => label.split(/=(.*)/s))),
    },
    StandIn: { args, keeper },
  });
}

/** Ends with the container, also where that is started again. */
async function logs(/** @type {Container} */ started) {
  const [since = ''] = option(args, '--since');
  const [tail = 'all'] = option(args, '--tail');
  let sent = tail === 'all' ? 0 : Math.max(0, logLines().length - Number(tail));
  for (;;) {
    const isOver = !args.includes('-f') || hasEnded(started);
    for (const line of logLines().slice(sent)) {
      sent++;
      if (line >= since) say(`${args.includes('-t') ? line : line.slice(line.indexOf(' ') + 1)}\n`);
    }
    if (isOver) return;
    await delay(LOOK_EVERY_MS);
  }
}

async function wait(/** @type {Container} */ started) {
  while (!hasEnded(started)) await delay(LOOK_EVERY_MS);
  say(`${findContainer(last)?.State.ExitCode ?? 137}\n`);
}

async function stop(/** @type {Container} */ container) {
  await end(container, Number(option(args, '-t')[0]) * 1000);
  say(`${last}\n`);
}

async function remove() {
  const container = findContainer(last);
  // With -f it is no failure.
  if (container === null) return say('', `Error response from daemon: No such container: ${last}\n`);
  await end(container, 0);
  removeContainer();
  return say(`${last}\n`);
}

async function end(/** @type {Container} */ { Id, StandIn: { keeper } }, /** @type {number} */ graceMs) {
  markStopping();
  const killAt = Date.now() + graceMs;
  if (keeper === null || (graceMs > 0 && !signalTo(keeper, 'SIGTERM'))) return;
  while (findContainer(Id)?.State.Running) {
    if (!signalTo(keeper, Date.now() < killAt ? 0 : 'SIGUSR2')) return;
    await delay(LOOK_EVERY_MS);
  }
}

/** Whether the process was there to get it. */
function signalTo(/** @type {number} */ pid, /** @type {NodeJS.Signals | 0} */ signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function hasEnded(/** @type {Container} */ { Id, RestartCount }) {
  const now = findContainer(Id);
  return now === null || !now.State.Running || now.State.Restarting || now.RestartCount !== RestartCount;
}

function withContainer(/** @type {(container: Container) => Promise<void>} */ work) {
  const container = findContainer(last);
  return container === null ? fail(`No such container: ${last}`) : work(container);
}

function fail(/** @type {string} */ words, stdout = '', code = 1) {
  say(stdout, `${code === RUN_FAILED ? 'docker: ' : ''}Error response from daemon: ${words}\n`, code);
}

function say(/** @type {string} */ stdout, stderr = '', code = 0) {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}
