/**
 * The programs of the tests' own cluster, on free ports of loopback: etcd, API server, controller manager, scheduler, and kwok in
 * place of nodes. All that they write is in one folder, which is the caller's.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join, resolve } from 'node:path';
import { clusterFolder } from '../../scripts/cluster-programs.mjs';
import { startClusterProgram, type ClusterProgram } from './cluster-program';
import { writeKubeconfig, type KubeconfigEntry } from './kubeconfig-file';
import { freePort } from './local-registry-stage';

export interface ClusterPlane {
  /** An administrator's. */
  readonly access: Pick<KubeconfigEntry, 'cluster' | 'user'>;
  stopNodes(): Promise<void>;
  startNodes(): void;
  stopApi(): Promise<void>;
  /** Returns when it answers again; nodes that were stopped run again as well. */
  startApi(): Promise<void>;
  /** Ends all of them. May be called twice. */
  stop(): Promise<void>;
}

/** Returns when the API answers; the others have just been started. */
export async function startClusterPlane(folder: string): Promise<ClusterPlane> {
  const running = new Map<string, ClusterProgram>();
  const built = clusterFolder(resolve('.'));
  const start = (path: string, args: readonly string[]): ClusterProgram => {
    const program = startClusterProgram(path, args, folder);
    running.set(path, program);
    return program;
  };
  const stop = async (path: string) => running.get(path)?.stop();
  const program = (name: string) => join(built, name);

  const [storePort, peerPort, apiPort] = [await freePort(), await freePort(), await freePort()];
  const token = randomBytes(16).toString('hex');
  const serviceAccountKey = join(folder, 'service-accounts.key');
  const tokens = join(folder, 'tokens.csv');
  const kubeconfig = join(folder, 'programs.kubeconfig');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(serviceAccountKey, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  await writeFile(tokens, `${token},admin,admin,system:masters\n`, { mode: 0o600 });

  async function startApi(): Promise<void> {
    const api = start(program('kube-apiserver'), [
      `--etcd-servers=http://127.0.0.1:${storePort}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${apiPort}`,
      `--cert-dir=${folder}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${serviceAccountKey}`,
      `--service-account-signing-key-file=${serviceAccountKey}`,
      // Debian's etcd can't do what clients then rely on: each of their watches would break off, and come back late.
      '--feature-gates=WatchList=false',
      // It would publish its address for pods, and loopback is none.
      '--endpoint-reconciler-type=none',
    ]);
    await api.until('ready', () => answersReady(apiPort));
  }

  async function nodeArguments(): Promise<readonly string[]> {
    const stages = join(built, 'stages');
    const files = (await readdir(stages)).map((name) => `--config=${join(stages, name)}`);
    return [`--kubeconfig=${kubeconfig}`, '--manage-all-nodes=true', ...files];
  }

  try {
    start('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${storePort}`,
      `--advertise-client-urls=http://127.0.0.1:${storePort}`,
      `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
      // Nothing here needs to survive a power failure.
      '--unsafe-no-fsync',
    ]);
    await startApi();
    const certificate = await readFile(join(folder, 'apiserver.crt'));
    const access = {
      cluster: {
        server: `https://127.0.0.1:${apiPort}`,
        'certificate-authority-data': certificate.toString('base64'),
      },
      user: { token },
    };
    await writeKubeconfig(kubeconfig, { context: 'programs', ...access });
    const nodes = await nodeArguments();
    const startNodes = () => void start(program('kwok'), nodes);
    const startClients = () => {
      start(program('kube-controller-manager'), [
        `--kubeconfig=${kubeconfig}`,
        `--service-account-private-key-file=${serviceAccountKey}`,
        '--leader-elect=false',
        '--secure-port=0',
      ]);
      start(program('kube-scheduler'), [`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0']);
      startNodes();
    };
    startClients();
    return {
      access,
      startNodes,
      stopNodes: () => stop(program('kwok')),
      stopApi: () => stop(program('kube-apiserver')),
      async startApi() {
        await startApi();
        // They would come back by themselves, though only after waits that grow with each try.
        await Promise.all(['kube-controller-manager', 'kube-scheduler', 'kwok'].map((name) => stop(program(name))));
        startClients();
      },
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }

  async function stopAll(): Promise<void> {
    await Promise.all([...running.values()].map((each) => each.stop()));
  }
}

/** Anyone may ask that; what it answers with need not be trusted. */
async function answersReady(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/readyz', rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume();
        settle(response.statusCode === 200);
      },
    );
    request.once('error', () => settle(false));
  });
}
