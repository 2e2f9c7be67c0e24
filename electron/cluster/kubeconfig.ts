/**
 * The kubeconfig that is in force: read, merged and checked by us, before helm sees it. What leaves this folder is `shown`, which holds
 * no secret, and for helm the paths of the files; nothing is written.
 */
import path from 'node:path';
import * as z from 'zod';
import type { ClusterUserKind, ContextProblem, KubeContext, Kubeconfig, KubeconfigProblem } from '../../shared/cluster';
import { YamlError } from '../../shared/yaml/yaml-error';
import { readSmallFile, UnusableFileError } from '../files/read-small-file';
import type { HelmTarget } from '../helm/helm-target';
import { redact } from '../log/redact';
import type { Machine } from '../programs/find-program';
import { ClusterError } from './cluster-error';
import {
  mergeKubeconfigs,
  parseKubeconfig,
  type ClusterEntry,
  type KubeconfigParts,
  type UserEntry,
} from './kubeconfig-file';
import { MAX_KUBECONFIG_BYTES } from './limits';

/** What a connection needs. Holds secrets. */
export interface ContextEntries {
  readonly cluster: ClusterEntry;
  readonly user: UserEntry;
}

export interface LoadedKubeconfig {
  readonly shown: Kubeconfig;
  /** Throws ClusterError `context-unusable` for one that is not there or has a problem. */
  entriesOf(context: string): ContextEntries;
  /** For helm. Throws the same. */
  targetOf(context: string, namespace: string): HelmTarget;
}

export interface KubeconfigOptions {
  /** `env` of the login shell: see programs/login-shell.ts. */
  readonly machine: Machine;
  /** Absolute: a file that the user picked, in the place of all others. */
  readonly chosenFile?: string;
}

/** Never throws for what it finds: a problem comes with `shown`. */
export async function loadKubeconfig({ machine, chosenFile }: KubeconfigOptions): Promise<LoadedKubeconfig> {
  const files: string[] = [];
  const parts: KubeconfigParts[] = [];
  for (const file of chosenFile === undefined ? configuredFiles(machine) : [chosenFile]) {
    const read = await readPart(file, shownPath(file, machine));
    if (read === null) continue;
    if ('code' in read) return withProblem(read);
    files.push(file);
    parts.push(read);
  }
  const [first, ...others] = files;
  if (first === undefined) return withProblem({ code: 'missing' });
  return loaded([first, ...others], mergeKubeconfigs(parts), machine);
}

/** As kubectl and helm look for them: those of KUBECONFIG, else the one in the home folder. */
export function configuredFiles({ env, platform, homeFolder }: Machine): readonly string[] {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const named = (env['KUBECONFIG'] ?? '').split(paths.delimiter).filter((file) => file !== '');
  return named.length === 0
    ? [paths.join(homeFolder, '.kube', 'config')]
    : [...new Set(named.map((file) => paths.resolve(file)))];
}

/** Null for a file that is not there. */
async function readPart(file: string, shownFile: string): Promise<KubeconfigParts | KubeconfigProblem | null> {
  let text: string;
  try {
    text = await readSmallFile(file, { maxBytes: MAX_KUBECONFIG_BYTES });
  } catch (error) {
    if (error instanceof UnusableFileError) return { code: 'unreadable', file: shownFile };
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : { code: 'unreadable', file: shownFile };
  }
  try {
    return parseKubeconfig(text, file);
  } catch (error) {
    return { code: 'broken', file: shownFile, details: redact(whatIsWrong(error)) };
  }
}

/** Where and of what kind; the texts of these errors quote no value. */
function whatIsWrong(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`).join('\n');
  }
  return error instanceof YamlError || error instanceof Error ? error.message : String(error);
}

function withProblem(problem: KubeconfigProblem): LoadedKubeconfig {
  const fail = () => {
    throw new ClusterError('context-unusable', `the kubeconfig is ${problem.code}`);
  };
  return { shown: { files: [], contexts: [], currentContext: null, problem }, entriesOf: fail, targetOf: fail };
}

function loaded(files: readonly [string, ...string[]], parts: KubeconfigParts, machine: Machine): LoadedKubeconfig {
  const contexts = [...parts.contexts.keys()].map((name) => shownContext(name, parts));
  contexts.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));

  function entriesOf(name: string): ContextEntries {
    const context = contexts.find((item) => item.name === name);
    if (context === undefined) throw new ClusterError('context-unusable', 'the context is not in the kubeconfig');
    if (context.problem !== undefined)
      throw new ClusterError('context-unusable', `the context has: ${context.problem}`);
    const { cluster, user } = partsOf(name, parts);
    if (cluster === undefined || user === undefined) throw new ClusterError('context-unusable', 'it is dangling');
    return { cluster, user };
  }

  return {
    shown: {
      files: files.map((file) => shownPath(file, machine)),
      contexts,
      currentContext: parts.contexts.has(parts.currentContext) ? parts.currentContext : null,
    },
    entriesOf,
    targetOf(context, namespace) {
      entriesOf(context);
      return { kubeconfigFiles: files, context, namespace };
    },
  };
}

interface FoundParts {
  readonly cluster: ClusterEntry | undefined;
  readonly user: UserEntry | undefined;
}

/** A context without a user is one without a login, as for kubectl. */
function partsOf(name: string, { contexts, clusters, users }: KubeconfigParts): FoundParts {
  const context = contexts.get(name);
  return {
    cluster: clusters.get(context?.cluster ?? ''),
    user: context?.user === '' ? NOBODY : users.get(context?.user ?? ''),
  };
}

const NOBODY: UserEntry = {
  'client-certificate': '',
  'client-certificate-data': '',
  'client-key': '',
  'client-key-data': '',
  token: '',
  tokenFile: '',
  username: '',
  password: '',
  as: '',
  'as-uid': '',
  'as-groups': [],
  exec: null,
  'auth-provider': null,
};

function shownContext(name: string, parts: KubeconfigParts): KubeContext {
  const context = parts.contexts.get(name);
  const { cluster, user } = partsOf(name, parts);
  const server = cluster === undefined ? null : shownServer(cluster.server);
  const problem = problemOf(cluster, user, server);
  return {
    name,
    cluster: context?.cluster ?? '',
    server,
    namespace: context?.namespace || 'default',
    user: shownUser(user ?? NOBODY),
    ...(problem === null ? {} : { problem }),
  };
}

function problemOf(
  cluster: ClusterEntry | undefined,
  user: UserEntry | undefined,
  server: string | null,
): ContextProblem | null {
  if (cluster === undefined) return 'cluster-missing';
  if (cluster.server === '') return 'server-missing';
  if (server === null) return 'server-invalid';
  if (user === undefined) return 'user-missing';
  return userKind(user) === 'auth-provider' ? 'auth-provider' : null;
}

/** Null where it is no address. A scheme may be left out, which means HTTP to client-go: nobody means that, so it has to be written. */
function shownServer(server: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(server);
    return protocol === 'https:' || protocol === 'http:'
      ? `${protocol}//${host}${pathname === '/' ? '' : pathname}`
      : null;
  } catch {
    // No address at all.
    return null;
  }
}

function shownUser(user: UserEntry): KubeContext['user'] {
  const kind = userKind(user);
  return { kind, ...(user.exec === null ? {} : { program: path.basename(user.exec.command) }) };
}

function userKind(user: UserEntry): ClusterUserKind {
  if (user.exec !== null) return 'program';
  if (user.token !== '' || user.tokenFile !== '') return 'token';
  if (user['client-certificate'] !== '' || user['client-certificate-data'] !== '') return 'certificate';
  if (user.username !== '') return 'password';
  return user['auth-provider'] === null ? 'none' : 'auth-provider';
}

function shownPath(file: string, { homeFolder, platform }: Machine): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const inHome = paths.relative(homeFolder, file);
  return inHome.startsWith('..') || paths.isAbsolute(inHome) ? file : paths.join('~', inHome);
}
