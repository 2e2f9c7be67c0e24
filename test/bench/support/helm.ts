/** The real helm as its users run it: one process for each push and pull, with nothing of this machine's user. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ANA } from '../../support/registry-clients';
import { helmProgram } from './bench-input';

const run = promisify(execFile);

export interface Helm {
  /** `place`: `host/path` of the repository's parent. */
  push(archive: string, place: string): Promise<void>;
  /** `repository`: `host/path/name`. */
  pull(repository: string, version: string, folder: string): Promise<void>;
}

/** With a home of its own in `folder`, and a login given to each call. */
export async function prepareHelm(folder: string): Promise<Helm> {
  const home = join(folder, 'helm-home');
  await mkdir(home);
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const login = ['--plain-http', '--username', ANA.username, '--password', ANA.secret];
  return {
    async push(archive, place) {
      await run(helmProgram(), ['push', archive, `oci://${place}`, ...login], { env });
    },
    async pull(repository, version, target) {
      const what = [`oci://${repository}`, '--version', version, '--destination', target];
      await run(helmProgram(), ['pull', ...what, ...login], { env });
    },
  };
}
