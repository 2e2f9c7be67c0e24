/**
 * Runs a program for the scripts and waits for its end.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A program that ended with another code than 0. The message holds the end of its output where that was not shown. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {number} code the program's exit code; 1 where a signal ended it or it could not be started
   */
  constructor(message, code) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] keep the output instead of showing it
 * @property {string} [log] write the output to this file instead of showing it
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it wrote to standard output where `quiet`, else ''
 * @throws {CommandError}
 */
export async function run(command, args, { cwd, env, quiet = false, log } = {}) {
  const file = log === undefined ? undefined : openLog(log);
  const output = file ?? (quiet ? 'pipe' : 'inherit');
  const program = spawn(command, args, { cwd, env, stdio: ['ignore', output, output], shell: needsShell(command) });
  if (file !== undefined) closeSync(file);
  let stdout = '';
  let stderr = '';
  program.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  program.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    program.on('error', (cause) => reject(new CommandError(`${command} can't be started: ${cause.message}`, 1)));
    program.on('close', (status) => resolve(status ?? 1));
  });
  if (code === 0) return stdout;
  const said = log === undefined ? `${stdout}${stderr}` : readFileSync(log, 'utf8');
  throw new CommandError(`${command} ${args.join(' ')} ended with code ${code}\n${lastLines(said)}`.trimEnd(), code);
}

/**
 * The file of a program that comes with an npm package, to be run by Node: the links in node_modules/.bin are of
 * another kind on each system.
 *
 * @param {string} root the checkout
 * @param {string} packageName
 * @param {string} [program] where the package has several
 * @returns {string} absolute path
 */
export function programOf(root, packageName, program = packageName.split('/').at(-1) ?? packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** @param {string} path */
function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'w');
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split('\n').slice(-40).join('\n');
}

/** On Windows npm is a .cmd file, which Node starts through a shell only; our arguments for it need no quoting. */
function needsShell(/** @type {string} */ command) {
  return process.platform === 'win32' && command === 'npm';
}
