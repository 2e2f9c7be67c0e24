// @ts-check
/**
 * A container of the stand-in for Docker (docker-stand-in.mjs): the process that runs a `docker-registry` of this machine as the
 * container's, keeps its log, and starts it again when it ends, as Docker's restart policy does.
 *
 * docker-stand-in-keeper.mjs ID
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { addLogLine, configFile, findContainer, isStopping, option, writeContainer } from './docker-stand-in-state.mjs';

/** @typedef {import('./docker-stand-in-state.mjs').Container} Container */

/** Docker's first wait before it starts one again. */
const RESTART_AFTER_MS = 100;

const id = process.argv[2] ?? '';
/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
process.on('SIGTERM', () => child?.kill('SIGTERM'));
process.on('SIGUSR2', () => child?.kill('SIGKILL'));

let container = findContainer(id);
for (let restarts = 0; container !== null && !isStopping(); restarts++) {
  child = startRegistry(container);
  const { pid = 0 } = child;
  update({ RestartCount: restarts, State: { ...container.State, Status: 'running', Restarting: false, Pid: pid } });
  const ExitCode = await new Promise((resolve) => child?.once('close', (code) => resolve(code ?? 137)));
  // Docker shows one as running that it is about to start again.
  update({ State: { ...container.State, Status: 'restarting', Restarting: true, Pid: 0, ExitCode } });
  await delay(RESTART_AFTER_MS);
}
if (container !== null) {
  update({ State: { ...container.State, Status: 'exited', Running: false, Restarting: false, Pid: 0 } });
}

function update(/** @type {Partial<Container>} */ what) {
  if (container === null || findContainer(id) === null) return;
  container = { ...container, ...what };
  writeContainer(container);
}

/** Outside of a container its places are those of this machine, and its port is the mapped one. */
function startRegistry(/** @type {Container} */ { Config: { Image }, StandIn: { args } }) {
  const volumes = option(args, '-v').map((volume) => volume.split(':'));
  const outside = (/** @type {string} */ text) =>
    volumes.reduce((changed, [here = '', inside = '']) => changed.replaceAll(inside, here), text);
  const config = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: outside('/var/lib/registry') } },
    http: { addr: (option(args, '-p')[0] ?? '').replace(/:5000$/, '') },
  };
  writeFileSync(configFile, JSON.stringify(config));
  const settings = option(args, '-e').map((setting) => outside(setting).split(/=(.*)/s));
  const started = spawn('docker-registry', [Image.includes('broken') ? 'no-such-command' : 'serve', configFile], {
    env: { PATH: process.env['PATH'], ...Object.fromEntries(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [started.stdout, started.stderr]) createInterface({ input: stream }).on('line', addLogLine);
  return started;
}
