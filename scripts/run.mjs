/**
 * Runs a program for the scripts and waits for its end. Never through a shell.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A program that ended with another code than 0; its output is part of the message where it was not shown. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {number} code the program's exit code, 1 where a signal ended it or it could not be started
   */
  constructor(message, code) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, log?: string }} [options]
 *   `quiet`: keep the output and give it back instead of showing it; `log`: append it to this file instead
 * @returns {Promise<string>} what it wrote to standard output where `quiet`, else ''
 * @throws {CommandError}
 */
export async function run(command, args, { cwd, env, quiet = false, log } = {}) {
  const file = log === undefined ? undefined : openLog(log);
  const output = file ?? (quiet ? 'pipe' : 'inherit');
  const program = spawn(command, args, { cwd, env, stdio: ['ignore', output, output], ...windowsShim(command) });
  if (file !== undefined) closeSync(file);
  let stdout = '';
  let stderr = '';
  program.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  program.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  const code = await new Promise((resolve, reject) => {
    program.on('error', (cause) => reject(new CommandError(`${command} can't be started: ${cause.message}`, 1)));
    program.on('close', (status) => resolve(status ?? 1));
  });
  if (code === 0) return stdout;
  const said = log === undefined ? tail(stderr || stdout) : tail(await readFile(log, 'utf8'));
  throw new CommandError(`${command} ${args.join(' ')} ended with code ${code}${said && `\n${said}`}`, code);
}

function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'a');
}

function tail(text) {
  return text.trimEnd().split('\n').slice(-30).join('\n');
}

/** On Windows npm and npx are .cmd files, which Node only starts through a shell; our arguments need no quoting. */
function windowsShim(command) {
  return { shell: process.platform === 'win32' && (command === 'npm' || command === 'npx') };
}
