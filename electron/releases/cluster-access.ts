/**
 * The helm and the kubeconfig that the user works with. Everything is looked for when it is first asked for, and not before the window
 * is there; no cluster is asked anything but by `ask`.
 */
import type { ClusterInfo } from '../../shared/cluster';
import type { Clusters, NamespaceList } from '../../shared/cluster-choice';
import type { FoundHelm } from '../../shared/helm';
import { connectToCluster, type ClusterConnection } from '../cluster/cluster-connection';
import { isClusterError } from '../cluster/cluster-error';
import { listNamespaces, readClusterInfo } from '../cluster/cluster-questions';
import { loadKubeconfig, type LoadedKubeconfig } from '../cluster/kubeconfig';
import { findHelm, type Helm, type HelmSearch } from '../helm/find-helm';
import { isHelmError } from '../helm/helm-error';
import type { HelmTarget } from '../helm/helm-target';
import type { Machine } from '../programs/find-program';
import type { ClusterChoices, ClusterChoicesStore } from '../settings/cluster-choices';
import { ContextError, NoHelmError } from './context-error';

export interface ClusterAccessOptions {
  /** Opened once, at the first question. */
  readonly openChoices: () => Promise<ClusterChoicesStore>;
  /** With the login shell's environment. */
  readonly machine: () => Promise<Machine>;
}

/** What one command of helm needs. */
export interface HelmAccess {
  readonly helm: Helm;
  readonly target: HelmTarget;
}

export class ClusterAccess {
  readonly #options: ClusterAccessOptions;
  #choices: Promise<ClusterChoicesStore> | undefined;
  #search: Promise<HelmSearch> | undefined;
  /** Contexts whose clusters have answered since the start. */
  readonly #answered = new Set<string>();

  constructor(options: ClusterAccessOptions) {
    this.#options = options;
  }

  /** Looks once, and again with `refresh` or after another choice. */
  async foundHelm({ refresh }: { readonly refresh: boolean }): Promise<FoundHelm> {
    if (refresh) this.#search = undefined;
    return (await this.#helmSearch()).found;
  }

  /** `path`: absolute; null to find it again. Throws SettingsError. */
  async useHelm(path: string | null): Promise<FoundHelm> {
    await this.#change({ helmPath: path });
    return this.foundHelm({ refresh: true });
  }

  /** As the files are now. */
  async clusters(): Promise<Clusters> {
    const { shown } = await this.#kubeconfig();
    const { context, namespace, kubeconfigFile, protectedContexts } = (await this.#store()).read();
    const isThere = shown.contexts.some(({ name }) => name === context);
    return {
      kubeconfig: shown,
      isPicked: kubeconfigFile !== null,
      context: isThere ? context : shown.currentContext,
      // It was chosen in that context and says nothing of another.
      namespace: isThere ? namespace : null,
      protectedContexts,
    };
  }

  /** Throws SettingsError. */
  async setProtected(context: string, isProtected: boolean): Promise<Clusters> {
    await (
      await this.#store()
    ).update((current) => {
      const others = current.protectedContexts.filter((name) => name !== context);
      return { ...current, protectedContexts: isProtected ? [...others, context].sort() : others };
    });
    return this.clusters();
  }

  async isProtected(context: string): Promise<boolean> {
    return (await this.#store()).read().protectedContexts.includes(context);
  }

  /** `https://host:port/path` of the context's cluster; null where it has none or is gone. Asks nothing. */
  async serverOf(context: string): Promise<string | null> {
    const { shown } = await this.#kubeconfig();
    return shown.contexts.find(({ name }) => name === context)?.server ?? null;
  }

  /** `namespace`: null for all. Throws SettingsError. */
  async choose(context: string, namespace: string | null): Promise<Clusters> {
    await this.#change({ context, namespace });
    return this.clusters();
  }

  /** `file`: absolute; null for the usual ones. Throws SettingsError. */
  async useKubeconfig(file: string | null): Promise<Clusters> {
    this.#answered.clear();
    await this.#change({ kubeconfigFile: file, context: null, namespace: null });
    return this.clusters();
  }

  /** Throws ContextError, or the signal's reason. */
  async namespaces(context: string, signal: AbortSignal): Promise<NamespaceList> {
    try {
      return {
        names: [...(await this.ask(context, (connection) => listNamespaces(connection, { signal })))],
        isComplete: true,
      };
    } catch (error) {
      if (!(error instanceof ContextError && isClusterError(error.cause, 'forbidden'))) throw error;
      return { names: [await this.namespaceOf(context)], isComplete: false };
    }
  }

  /**
   * What the cluster says of itself. Null for one that has answered nothing since the start: asking it may begin a login, which is not
   * for somebody who only reads. Throws ContextError, or the signal's reason.
   */
  async knownInfo(context: string, signal: AbortSignal): Promise<ClusterInfo | null> {
    if (!this.#answered.has(context)) return null;
    return await this.ask(context, (connection) => readClusterInfo(connection, { signal }));
  }

  /** The context's own. */
  async namespaceOf(context: string): Promise<string> {
    const { shown } = await this.#kubeconfig();
    return shown.contexts.find(({ name }) => name === context)?.namespace ?? 'default';
  }

  /** Puts questions to the cluster. Throws ContextError for its failures, and what else `question` throws. */
  ask<Answer>(context: string, question: (connection: ClusterConnection) => Promise<Answer>): Promise<Answer> {
    return inContext(context, async () => {
      const [kubeconfig, machine] = await Promise.all([this.#kubeconfig(), this.#options.machine()]);
      const connection = connectToCluster(kubeconfig.entriesOf(context), machine);
      try {
        const answer = await question(connection);
        this.#answered.add(context);
        return answer;
      } finally {
        connection.close();
      }
    });
  }

  /** Runs a command of helm. Throws NoHelmError, ContextError for what becomes of it, and what else `command` throws. */
  withHelm<Answer>(
    context: string,
    namespace: string,
    command: (access: HelmAccess) => Promise<Answer>,
  ): Promise<Answer> {
    return inContext(context, async () => {
      const [helm, kubeconfig] = await Promise.all([this.usableHelm(), this.#kubeconfig()]);
      return await command({ helm, target: kubeconfig.targetOf(context, namespace) });
    });
  }

  /** For a command that asks no cluster. Throws NoHelmError. */
  async usableHelm(): Promise<Helm> {
    const { helm, found } = await this.#helmSearch();
    if (helm === null) throw new NoHelmError(problemOf(found));
    return helm;
  }

  /** Resolves when all choices are on the disk. */
  async settled(): Promise<void> {
    await (await this.#choices)?.settled();
  }

  async #kubeconfig(): Promise<LoadedKubeconfig> {
    const [store, machine] = await Promise.all([this.#store(), this.#options.machine()]);
    const { kubeconfigFile } = store.read();
    return loadKubeconfig({ machine, ...(kubeconfigFile === null ? {} : { chosenFile: kubeconfigFile }) });
  }

  #helmSearch(): Promise<HelmSearch> {
    return (this.#search ??= this.#searchHelm());
  }

  async #searchHelm(): Promise<HelmSearch> {
    const [store, machine] = await Promise.all([this.#store(), this.#options.machine()]);
    const { helmPath } = store.read();
    return findHelm({ machine, ...(helmPath === null ? {} : { chosenPath: helmPath }) });
  }

  #store(): Promise<ClusterChoicesStore> {
    return (this.#choices ??= this.#options.openChoices());
  }

  async #change(change: Partial<ClusterChoices>): Promise<void> {
    await (await this.#store()).update((current) => ({ ...current, ...change }));
  }
}

async function inContext<Answer>(context: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw isHelmError(error) || isClusterError(error) ? new ContextError(context, error) : error;
  }
}

function problemOf(found: FoundHelm) {
  if (found.state === 'ready') throw new Error('a helm that is ready has no problem');
  return found.problem;
}
