/**
 * The real Podman for tests, with an image that needs no network: Debian's docker-registry and the libraries that it is linked with.
 * The images have names of the tests' own, and so have the containers (engine-run.ts), so that nothing of the user's is touched.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, thisMachine, type Machine } from '../../electron/programs/find-program';

const run = promisify(execFile);

export interface PodmanStage {
  readonly machine: Machine;
  /** An image that serves, one whose program ends at once with an error, and one that runs and never answers on the mapped port. */
  readonly image: string;
  readonly brokenImage: string;
  readonly silentImage: string;
  /** Gives what it wrote to standard output. */
  podman(...args: readonly string[]): Promise<string>;
  /** Removes the images, and containers that a test left. */
  close(): Promise<void>;
}

const IMAGE = 'localhost/chartroom-test/registry:1';
const BROKEN_IMAGE = 'localhost/chartroom-test/broken-registry:1';
const SILENT_IMAGE = 'localhost/chartroom-test/silent-registry:1';

/** The stage, or why there can be none here. Whether containers run is asked of Podman alone, without any code of ours. */
export async function tryPodmanStage(): Promise<PodmanStage | string> {
  if (process.platform !== 'linux') return 'the image for it is made on Linux only';
  for (const name of ['podman', 'docker-registry']) {
    if ((await findProgram([name], thisMachine())) === null) {
      return `${name} isn't on this machine; \`node scripts/podman.mjs\` sets it up on Debian and Ubuntu`;
    }
  }
  const stage = await openPodmanStage();
  try {
    await stage.podman('run', '--rm', '-p', '127.0.0.1::5000', stage.image, '--version');
    return stage;
  } catch (error) {
    await stage.close();
    return `Podman can run no container here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function openPodmanStage(): Promise<PodmanStage> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-podman-'));
  const machine = { ...thisMachine(), env: await podmanEnvironment(folder) };
  const podman = async (...args: readonly string[]) => (await run('podman', args, { env: machine.env })).stdout;
  await makeImages(folder, machine);
  return {
    machine,
    image: IMAGE,
    brokenImage: BROKEN_IMAGE,
    silentImage: SILENT_IMAGE,
    podman,
    async close() {
      await podman('rmi', '-f', IMAGE, BROKEN_IMAGE, SILENT_IMAGE);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Root in a container of its own, such as on a build server, may not raise its limits, and may have no cgroups for crun. */
async function podmanEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
  const { env } = thisMachine();
  if (process.getuid?.() !== 0 || (await findProgram(['runc'], thisMachine())) === null) return env;
  const CONTAINERS_CONF = join(folder, 'containers.conf');
  const limits = '[containers]\ndefault_ulimits = ["nofile=1024:4096", "nproc=1024:2048"]\n';
  await writeFile(CONTAINERS_CONF, `${limits}[engine]\nruntime = "runc"\n`);
  return { ...env, CONTAINERS_CONF };
}

async function makeImages(folder: string, { env }: Machine): Promise<void> {
  const program = await findProgram(['docker-registry'], thisMachine());
  if (program === null) throw new Error('docker-registry is missing');
  const root = join(folder, 'root');
  const { stdout } = await run('ldd', [program.path]);
  const libraries = stdout.match(/\/\S+/g) ?? [];
  for (const [from, to] of [[program.path, '/bin/registry'], ...libraries.map((library) => [library, library])]) {
    await mkdir(dirname(join(root, to!)), { recursive: true });
    await copyFile(from!, join(root, to!));
  }
  await mkdir(join(root, 'etc/docker/registry'), { recursive: true });
  // What the official image has, in its form.
  const config = {
    version: '0.1',
    storage: { cache: { blobdescriptor: 'inmemory' }, filesystem: { rootdirectory: '/var/lib/registry' } },
    http: { addr: ':5000' },
  };
  await writeFile(join(root, 'etc/docker/registry/config.yml'), JSON.stringify(config));
  const silent = { ...config, http: { addr: '127.0.0.1:5001' } };
  await writeFile(join(root, 'etc/docker/registry/silent.yml'), JSON.stringify(silent));
  await importImage(root, IMAGE, ['serve', '/etc/docker/registry/config.yml'], env);
  await importImage(root, BROKEN_IMAGE, ['no-such-command'], env);
  await importImage(root, SILENT_IMAGE, ['serve', '/etc/docker/registry/silent.yml'], env);
}

/** `tar -c root | podman import -`. */
async function importImage(
  root: string,
  image: string,
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const changes = ['ENTRYPOINT ["/bin/registry"]', `CMD ${JSON.stringify(command)}`];
  const args = ['import', '--quiet', ...changes.flatMap((change) => ['--change', change]), '-', image];
  const importing = spawn('podman', args, { env, stdio: ['pipe', 'ignore', 'inherit'] });
  const packing = spawn('tar', ['-c', '-C', root, '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  packing.stdout.pipe(importing.stdin);
  const [code] = (await once(importing, 'close')) as [number | null];
  if (code !== 0) throw new Error(`podman import ended with code ${code}`);
}
