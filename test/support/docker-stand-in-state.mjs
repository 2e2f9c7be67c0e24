// @ts-check
/** What the stand-in for Docker (docker-stand-in.mjs) keeps in its folder: one container, its log, the images, the script of its answers. */
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Answer what a command says in place of its usual answer
 * @property {string} command the beginning of the command line
 * @property {number} [code] 1 where it is left out
 * @property {string} [stdout]
 * @property {string} [stderr]
 * @property {boolean} [hangs] it never ends by itself
 * @property {boolean} [leavesContainer] of `run`: the container was made, and could not be started
 */

/**
 * @typedef {object} Container as `container inspect` shows one, and what the stand-in needs besides
 * @property {string} Id
 * @property {string} Name
 * @property {{ Status: string, Running: boolean, Restarting: boolean, Pid: number, ExitCode: number }} State
 * @property {number} RestartCount
 * @property {{ Image: string, User: string, Labels: Record<string, string> }} Config
 * @property {{ args: readonly string[], keeper: number | null }} StandIn its command line, and the process that looks after it
 */

const folder = process.env['DOCKER_STAND_IN'] ?? '';
const place = (/** @type {string} */ name) => join(folder, name);

/** @returns {readonly Answer[]} */
export const script = () => read('script.json') ?? [];

/** @returns {readonly string[]} */
export const images = () => read('images.json') ?? [];

export function addImage(/** @type {string} */ image) {
  writeFileSync(place('images.json'), JSON.stringify([...images(), image]));
}

/** Writes a command line down. */
export function record(/** @type {readonly string[]} */ args) {
  appendFileSync(place('calls.jsonl'), `${JSON.stringify(args)}\n`);
}

/** @returns {Container | null} */
export function findContainer(/** @type {string} */ nameOrId) {
  /** @type {Container | null} */
  const container = read('container.json');
  return container !== null && [container.Id, container.Name.slice(1)].includes(nameOrId) ? container : null;
}

/** In one go: others read it meanwhile. */
export function writeContainer(/** @type {Container} */ container) {
  writeFileSync(place('container.new'), JSON.stringify(container));
  renameSync(place('container.new'), place('container.json'));
}

export function removeContainer() {
  for (const name of ['container.json', 'stopping', 'log']) rmSync(place(name), { force: true });
}

/** From now on it is not started again. Apart from the container's own file, which only its keeper changes. */
export function markStopping() {
  writeFileSync(place('stopping'), '');
}

export const isStopping = () => existsSync(place('stopping'));

/** With its time in Docker's form. */
export function addLogLine(/** @type {string} */ text) {
  appendFileSync(place('log'), `${new Date().toISOString().replace('Z', '000000Z')} ${text}\n`);
}

/** @returns {readonly string[]} */
export function logLines() {
  return existsSync(place('log')) ? readFileSync(place('log'), 'utf8').split('\n').slice(0, -1) : [];
}

/** Where the registry in the container finds its settings. */
export const configFile = place('config.yml');

/** The values of an option, which may be there more than once. */
export function option(/** @type {readonly string[]} */ args, /** @type {string} */ name) {
  return args.flatMap((arg, at) => (arg === name ? [args[at + 1] ?? ''] : []));
}

function read(/** @type {string} */ name) {
  return existsSync(place(name)) ? JSON.parse(readFileSync(place(name), 'utf8')) : null;
}
