/** Charts made by the real helm, and pulled by it: what goes in and comes out is Helm's own. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';

const run = promisify(execFile);

export interface MadeChart {
  readonly name: string;
  readonly version: string;
  /** Of the .tgz. */
  readonly path: string;
}

/** An environment in which helm finds nothing of this user's. */
function helmEnv(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
}

/** `helm create` and `helm package`, once for each name and version. `description` makes the content differ, `files` are added. */
export async function makeChart(
  folder: string,
  name: string,
  version: string,
  description = '',
  files: Readonly<Record<string, Buffer>> = {},
): Promise<MadeChart> {
  const helm = await ensureHelm('4.2.3');
  const work = join(folder, `work-${name}-${version}-${description.length}`);
  await mkdir(work, { recursive: true });
  const options = { cwd: work, env: helmEnv(work) };
  await run(helm, ['create', name], options);
  if (description !== '') {
    const file = join(work, name, 'Chart.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^description:.*$/m, `description: ${description}`));
  }
  for (const [file, content] of Object.entries(files)) await writeFile(join(work, name, file), content);
  await run(helm, ['package', name, '--version', version, '--destination', work], options);
  return { name, version, path: join(work, `${name}-${version}.tgz`) };
}

/** `helm push` to a registry that needs no login. `destination`: `host/path`. */
export async function helmPush({ path }: MadeChart, destination: string): Promise<void> {
  const options = { env: helmEnv(dirname(path)) };
  await run(await ensureHelm('4.2.3'), ['push', path, `oci://${destination}`, '--plain-http'], options);
}

/** What `helm pull` of a pushed chart gives, with the login by a config file of its own; null: without one. */
export async function helmPull(
  folder: string,
  repository: string,
  version: string,
  login: { readonly username: string; readonly secret: string } | null,
): Promise<Buffer> {
  const helm = await ensureHelm('4.2.3');
  await mkdir(folder, { recursive: true });
  const host = repository.slice(0, repository.indexOf('/'));
  const auth = login && Buffer.from(`${login.username}:${login.secret}`).toString('base64');
  const config = join(folder, 'config.json');
  await writeFile(config, JSON.stringify(auth === null ? {} : { auths: { [host]: { auth } } }));
  const args = ['pull', `oci://${repository}`, '--version', version, '--plain-http', '--registry-config', config];
  await run(helm, [...args, '--destination', folder], { env: helmEnv(folder) });
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return await readFile(join(folder, `${name}-${version}.tgz`));
}

/** `helm registry login` and `helm push` of one chart, over plain HTTP. Throws with helm's words where either fails. */
export async function helmLoginAndPush(
  folder: string,
  path: string,
  destination: string,
  login: { readonly username: string; readonly secret: string },
): Promise<void> {
  const helm = await ensureHelm('4.2.3');
  const home = join(folder, 'helm-home');
  await mkdir(home, { recursive: true });
  const options = { cwd: folder, env: helmEnv(home) };
  const host = destination.slice(0, destination.indexOf('/'));
  const loggingIn = run(
    helm,
    ['registry', 'login', host, '--username', login.username, '--password-stdin', '--plain-http'],
    options,
  );
  loggingIn.child.stdin?.end(login.secret);
  await loggingIn;
  await run(helm, ['push', path, `oci://${destination}`, '--plain-http'], options);
}
