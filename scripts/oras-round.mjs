/**
 * The real oras on a registry: what it does to artifacts of its own, from login to deletion. Everything it writes is in one temporary
 * folder, its login too.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, run } from './run.mjs';

/**
 * @param {string} oras the program
 * @param {string} address of a registry that speaks plain HTTP
 * @param {{ user: string, password: string } | undefined} login undefined where it asks for none
 * @returns {Promise<readonly string[]>} the commands that did what they should, in order
 * @throws {CommandError | assert.AssertionError}
 */
export async function runOrasRound(oras, address, login) {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-oras-'));
  const config = join(folder, 'config.json');
  const env = { PATH: process.env['PATH'], HOME: folder };
  const at = ['--plain-http', '--registry-config', config];
  const fromTo = ['from', 'to'].flatMap((end) => [`--${end}-plain-http`, `--${end}-registry-config`, config]);
  /** @type {string[]} */
  const done = [];

  async function oneCommand(/** @type {string} */ command, /** @type {readonly string[]} */ args) {
    const output = await run(oras, [...command.split(' '), ...args], { cwd: folder, env, quiet: true });
    done.push(command);
    return output;
  }

  try {
    const notes = `${address}/oras/notes:1.0.0`;
    const copy = `${address}/oras/copy:1.0.0`;
    await writeFile(join(folder, 'notes.txt'), 'ahoy\n');
    await writeFile(join(folder, 'sbom.json'), '{}\n');
    const push = [notes, '--artifact-type', 'application/vnd.acme.notes', 'notes.txt:text/plain', ...at];
    if (login) {
      await assert.rejects(oneCommand('push', push), CommandError);
      await oneCommand('login', [address, '--username', login.user, '--password', login.password, ...at]);
    }
    await oneCommand('push', push);
    await oneCommand('attach', [notes, '--artifact-type', 'application/spdx+json', 'sbom.json', ...at]);
    const { referrers } = JSON.parse(await oneCommand('discover', [notes, '--format', 'json', ...at]));
    assert.deepEqual(
      referrers.map((/** @type {{ artifactType: string }} */ { artifactType }) => artifactType),
      ['application/spdx+json'],
    );
    await oneCommand('copy', ['--recursive', notes, copy, ...fromTo]);
    assert.equal(await oneCommand('repo ls', [address, ...at]), 'oras/copy\noras/notes\n');
    assert.equal(await oneCommand('repo tags', [`${address}/oras/copy`, ...at]), '1.0.0\n');
    await oneCommand('pull', [copy, '--output', 'pulled', ...at]);
    assert.equal(await readFile(join(folder, 'pulled', 'notes.txt'), 'utf8'), 'ahoy\n');
    await oneCommand('manifest delete', ['--force', notes, ...at]);
    await assert.rejects(oneCommand('manifest fetch', [notes, ...at]), CommandError);
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
