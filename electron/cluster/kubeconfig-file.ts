/**
 * One kubeconfig file as its parts, by the rules of client-go: what it names by a path is relative to the file. Holds secrets: nothing
 * of it leaves this folder. Pure.
 */
import path from 'node:path';
import * as z from 'zod';
import {
  decodeYaml,
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  isYamlTyped,
  type YamlValue,
} from '../../shared/yaml/decode';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const listSchema = z
  .array(z.looseObject({ name: text }))
  .nullish()
  .transform((items) => items ?? []);

const clusterSchema = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
});
export type ClusterEntry = z.infer<typeof clusterSchema>;

const execSchema = z.object({
  apiVersion: text,
  command: text,
  args: z
    .array(z.string())
    .nullish()
    .transform((args) => args ?? []),
  env: z
    .array(z.object({ name: z.string(), value: text }))
    .nullish()
    .transform((entries) => entries ?? []),
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: text,
});
export type ExecEntry = z.infer<typeof execSchema>;

const userSchema = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': z
    .array(z.string())
    .nullish()
    .transform((groups) => groups ?? []),
  exec: execSchema.nullish().transform((exec) => exec ?? null),
  'auth-provider': z
    .looseObject({})
    .nullish()
    .transform((provider) => provider ?? null),
});
export type UserEntry = z.infer<typeof userSchema>;

const contextSchema = z.object({ cluster: text, user: text, namespace: text });
export type ContextEntry = z.infer<typeof contextSchema>;

const fileSchema = z.object({
  'current-context': text,
  clusters: listSchema,
  users: listSchema,
  contexts: listSchema,
});

export interface KubeconfigParts {
  readonly currentContext: string;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
}

/** Throws YamlError, ZodError, or an Error for a name that stands twice. None of them quotes a value. */
export function parseKubeconfig(yaml: string, file: string): KubeconfigParts {
  const parsed = fileSchema.parse(toJson(decodeYaml(yaml).value) ?? {});
  const folder = path.dirname(file);
  const resolve = (name: string) => (name === '' ? '' : path.resolve(folder, name));
  const clusters = readEntries('clusters', parsed.clusters, (item) => clusterSchema.parse(item['cluster'] ?? {}));
  const users = readEntries('users', parsed.users, (item) => userSchema.parse(item['user'] ?? {}));
  return {
    currentContext: parsed['current-context'],
    clusters: mapValues(clusters, (cluster) => ({
      ...cluster,
      'certificate-authority': resolve(cluster['certificate-authority']),
    })),
    users: mapValues(users, (user) => ({
      ...user,
      'client-certificate': resolve(user['client-certificate']),
      'client-key': resolve(user['client-key']),
      tokenFile: resolve(user.tokenFile),
      // A bare name is looked for in PATH.
      exec: user.exec && {
        ...user.exec,
        command: hasFolder(user.exec.command) ? resolve(user.exec.command) : user.exec.command,
      },
    })),
    contexts: readEntries('contexts', parsed.contexts, (item) => contextSchema.parse(item['context'] ?? {})),
  };
}

/** As client-go merges them: of an entry, and of the current context, the first file that has one counts. */
export function mergeKubeconfigs(files: readonly KubeconfigParts[]): KubeconfigParts {
  return {
    currentContext: files.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    clusters: firstOfEach(files.flatMap(({ clusters }) => [...clusters])),
    users: firstOfEach(files.flatMap(({ users }) => [...users])),
    contexts: firstOfEach(files.flatMap(({ contexts }) => [...contexts])),
  };
}

function readEntries<Entry>(
  list: string,
  items: readonly Readonly<Record<string, unknown>>[],
  read: (item: Readonly<Record<string, unknown>>) => Entry,
): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const item of items) {
    const name = String(item['name']);
    if (found.has(name)) throw new Error(`two of its ${list} have the same name`);
    found.set(name, read(item));
  }
  return found;
}

function mapValues<Value>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Value,
): ReadonlyMap<string, Value> {
  return new Map([...map].map(([name, value]) => [name, change(value)]));
}

function firstOfEach<Value>(entriesOfAll: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const [name, value] of entriesOfAll) if (!found.has(name)) found.set(name, value);
  return found;
}

function hasFolder(command: string): boolean {
  return command.includes('/') || command.includes(path.sep);
}

function toJson(value: YamlValue): unknown {
  if (value === null || typeof value === 'string') return value;
  if (isYamlRefused(value)) throw value.refusal;
  if (isYamlTyped(value)) return value.value;
  if (isYamlList(value)) return value.map(toJson);
  return isYamlMapping(value) ? Object.fromEntries([...value].map(([key, item]) => [key, toJson(item)])) : null;
}
