/**
 * A real Kubernetes API for tests: one of the tests' own, started on loopback with a node on which every pod runs at once, or the
 * contributor's that CHARTROOM_TEST_KUBECONFIG names. Only namespaces made here are touched, and they are removed.
 *
 * One of the tests' own may be shared by all files that a process runs one after another. Each has namespaces, users and a kubeconfig
 * of its own there, and leaves neither releases nor CRDs behind.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as scripts from '../../scripts/cluster-programs.mjs';
import { ensureKubectl } from '../../scripts/helm-binaries.mjs';
import { startClusterPlane, type ClusterPlane } from './cluster-plane';
import { makeLimitedUser, type LimitedUser, type PolicyRule } from './cluster-users';
import { writeKubeconfig, type KubeconfigEntry } from './kubeconfig-file';

const run = promisify(execFile);

export interface TestCluster {
  /** An administrator's file, with one context, which is the current one. */
  readonly kubeconfig: string;
  readonly context: string;
  /** As the administrator; gives standard output. `input` goes to its standard input. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** A name that no other test has. Whoever makes the namespace, it is removed. */
  namespaceName(prefix?: string): string;
  /** Makes one of such a name, and waits until pods can be started in it. */
  createNamespace(prefix?: string): Promise<string>;
  /** A user who has these rights in one namespace, all by default, and none anywhere else. */
  limitedUser(namespace: string, rules?: readonly PolicyRule[]): Promise<LimitedUser>;
  /** Pods are neither started nor ended until startNodes(). */
  stopNodes(): Promise<void>;
  startNodes(): void;
  /** The API refuses connections until startApi(). */
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  close(): Promise<void>;
}

/** Why there can be none here; null where there can. */
export function clusterMissing(): string | null {
  return scripts.clusterMissing(resolve('.'));
}

/** Why stopNodes() and stopApi() can't be called here; null where they can. */
export function clusterStopsMissing(): string | null {
  return clusterMissing() ?? scripts.clusterStopsMissing();
}

export interface ClusterOptions {
  /** The name it gets in the kubeconfig. */
  readonly context?: string;
  /** It was started by the first who asked for it, and ends with this process; such a one is not stopped by tests. */
  readonly isShared?: boolean;
}

let sharedPlane: Promise<ClusterPlane> | undefined;

/** Takes some seconds, but for one that is shared and runs already. */
export async function openCluster({
  context = 'chartroom-test',
  isShared = false,
}: ClusterOptions = {}): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const program = await ensureKubectl();
  const namespaces: string[] = [];
  let plane: ClusterPlane | null = null;
  let isReached = false;

  async function kubectl(args: readonly string[], input = ''): Promise<string> {
    const running = run(program, ['--kubeconfig', kubeconfig, '--cache-dir', join(folder, 'cache'), ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout;
  }

  function ownPlane(): ClusterPlane {
    if (plane === null) throw new Error('A cluster that others use is not stopped by tests: see clusterStopsMissing()');
    return plane;
  }

  async function open(): Promise<Pick<KubeconfigEntry, 'cluster' | 'user'>> {
    const contributors = process.env['CHARTROOM_TEST_KUBECONFIG'];
    if (contributors) return readAccess(program, contributors);
    if (isShared) return (await (sharedPlane ??= startSharedPlane())).access;
    plane = await startPlane(folder);
    return plane.access;
  }

  async function close(): Promise<void> {
    if (plane !== null) await plane.stop();
    else if (isReached) await leave();
    await rm(folder, { recursive: true, force: true });
  }

  /** Takes along what was made in a cluster that goes on. */
  async function leave(): Promise<void> {
    if (sharedPlane !== undefined) {
      // A namespace takes its time to go; its releases are seen no more.
      await kubectl(['delete', 'secrets', '--all-namespaces', '--selector=owner=helm']);
      await kubectl(['delete', 'crds', '--all']);
    }
    if (namespaces.length === 0) return;
    await kubectl(['delete', 'namespace', '--ignore-not-found', '--wait=false', ...namespaces]);
  }

  function namespaceName(prefix = 'test'): string {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`;
    namespaces.push(name);
    return name;
  }

  try {
    const access = await open();
    await writeKubeconfig(kubeconfig, { context, ...access });
    isReached = true;
    return {
      kubeconfig,
      context,
      kubectl,
      namespaceName,
      async createNamespace(prefix) {
        const name = namespaceName(prefix);
        await kubectl(['create', 'namespace', name]);
        await kubectl(untilPodsCanStart(name));
        return name;
      },
      limitedUser: (namespace, rules) => makeLimitedUser({ kubectl, folder, context, access, namespace, rules }),
      stopNodes: async () => ownPlane().stopNodes(),
      startNodes: () => ownPlane().startNodes(),
      stopApi: async () => ownPlane().stopApi(),
      startApi: async () => ownPlane().startApi(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For kubectl. */
function untilPodsCanStart(namespace: string): readonly string[] {
  return ['wait', '--for=create', 'serviceaccount/default', '--namespace', namespace, '--timeout=60s'];
}

async function startSharedPlane(): Promise<ClusterPlane> {
  // Its programs end with this process in whatever way; the temporary folder of a session is removed with it.
  return startPlane(await mkdtemp(join(tmpdir(), 'chartroom-cluster-')));
}

/** With a node that is ready. */
async function startPlane(folder: string): Promise<ClusterPlane> {
  const plane = await startClusterPlane(folder);
  try {
    const kubeconfig = join(folder, 'admin.kubeconfig');
    await writeKubeconfig(kubeconfig, { context: 'admin', ...plane.access });
    const program = await ensureKubectl();
    const kubectl = async (args: readonly string[], input = ''): Promise<void> => {
      const running = run(program, ['--kubeconfig', kubeconfig, '--cache-dir', join(folder, 'cache'), ...args]);
      running.child.stdin?.end(input);
      await running;
    };
    await kubectl(['create', '-f', '-'], JSON.stringify(NODE));
    await kubectl(['wait', '--for=condition=Ready', `node/${NODE.metadata.name}`, '--timeout=60s']);
    await kubectl(untilPodsCanStart('default'));
    return plane;
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

const NODE = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1', labels: { 'kubernetes.io/hostname': 'node-1', 'kubernetes.io/os': 'linux' } },
  status: { allocatable: { cpu: '32', memory: '64Gi', pods: '500' } },
};

/** The current context of a file, with everything that it refers to in other files. */
async function readAccess(kubectl: string, kubeconfig: string): Promise<Pick<KubeconfigEntry, 'cluster' | 'user'>> {
  const view = ['config', 'view', '--raw', '--flatten', '--minify', '--output=json', '--kubeconfig', kubeconfig];
  const { stdout } = await run(kubectl, view);
  const { clusters, users } = JSON.parse(stdout) as {
    readonly clusters: readonly [Pick<KubeconfigEntry, 'cluster'>];
    readonly users: readonly [Pick<KubeconfigEntry, 'user'>];
  };
  return { cluster: clusters[0].cluster, user: users[0].user };
}
