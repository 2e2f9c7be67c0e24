/**
 * A real Kubernetes API for tests: one of the tests' own, started on loopback with a node on which every pod runs at once, or the
 * contributor's that CHARTROOM_TEST_KUBECONFIG names. Only namespaces made here are touched, and they are removed.
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

/** Takes some seconds. `context`: the name it gets in the kubeconfig. */
export async function openCluster({ context = 'chartroom-test' } = {}): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const program = await ensureKubectl();
  const namespaces: string[] = [];
  let plane: ClusterPlane | null = null;

  async function kubectl(args: readonly string[], input = ''): Promise<string> {
    const running = run(program, ['--kubeconfig', kubeconfig, '--cache-dir', join(folder, 'cache'), ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout;
  }

  function ownPlane(): ClusterPlane {
    if (plane === null) throw new Error("A contributor's cluster is not stopped by tests: see clusterStopsMissing()");
    return plane;
  }

  async function open(): Promise<Pick<KubeconfigEntry, 'cluster' | 'user'>> {
    const contributors = process.env['CHARTROOM_TEST_KUBECONFIG'];
    if (contributors) return readAccess(program, contributors);
    plane = await startClusterPlane(folder);
    return plane.access;
  }

  async function close(): Promise<void> {
    if (plane !== null) await plane.stop();
    else if (namespaces.length > 0) {
      await kubectl(['delete', 'namespace', '--ignore-not-found', '--wait=false', ...namespaces]);
    }
    await rm(folder, { recursive: true, force: true });
  }

  function namespaceName(prefix = 'test'): string {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`;
    namespaces.push(name);
    return name;
  }

  async function untilPodsCanStart(namespace: string): Promise<void> {
    await kubectl(['wait', '--for=create', 'serviceaccount/default', '--namespace', namespace, '--timeout=60s']);
  }

  try {
    const access = await open();
    await writeKubeconfig(kubeconfig, { context, ...access });
    if (plane !== null) {
      await kubectl(['create', '-f', '-'], JSON.stringify(NODE));
      await kubectl(['wait', '--for=condition=Ready', `node/${NODE.metadata.name}`, '--timeout=60s']);
      await untilPodsCanStart('default');
    }
    return {
      kubeconfig,
      context,
      kubectl,
      namespaceName,
      async createNamespace(prefix) {
        const name = namespaceName(prefix);
        await kubectl(['create', 'namespace', name]);
        await untilPodsCanStart(name);
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
