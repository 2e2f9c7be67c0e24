/**
 * The command lines of Docker and Podman, which share them, and how their answers are read. They are those of Helm's own guide to
 * registries, with what makes the container ours. Runs nothing.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DRAIN_SECONDS, STOP_SECONDS } from './limits';

/**
 * CNCF's registry. 3 is the major version that is maintained, and what the guide's `registry` is today; within it everybody gets the
 * fixes. Spelled in full, since Podman asks which `registry` is meant.
 */
export const REGISTRY_IMAGE = 'docker.io/library/registry:3';
/** Only a container with this label is ever touched. Its value says with what options it was made. */
const LABEL = 'io.chartroom.local-registry';
const HTPASSWD_PLACE = '/etc/docker/registry/auth.htpasswd';

/**
 * `ownFolder`: in the user data folder, so that users and profiles who share an engine have a container each, and automated runs of
 * the app leave everybody's alone.
 */
export function containerName(ownFolder: string): string {
  return `chartroom-registry-${createHash('sha256').update(ownFolder).digest('hex').slice(0, 8)}`;
}

export interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  readonly folder: string;
  readonly port: number;
  readonly htpasswdFile: string | null;
  /** See `optionsMark`. */
  readonly mark: string;
  /** `uid:gid` of whoever is to own the files; null where the engine sees to that. */
  readonly user: string | null;
  /** Whether the system may have SELinux, which keeps containers from files that aren't labelled for them. */
  readonly relabel: boolean;
}

export function runArguments(options: ContainerOptions): readonly string[] {
  const { name, image, folder, port, htpasswdFile, mark, user, relabel } = options;
  // `z`, shared: our own folder and file, which the app goes on reading. Means nothing where SELinux is off.
  const volume = relabel ? ':z' : '';
  const secret = relabel ? ':ro,z' : ':ro';
  const login = [
    ['-v', `${htpasswdFile}:${HTPASSWD_PLACE}${secret}`],
    ['-e', `REGISTRY_AUTH={htpasswd: {realm: localhost, path: ${HTPASSWD_PLACE}}}`],
  ];
  const settings = [
    ['-p', `127.0.0.1:${port}:5000`],
    ['--restart=always'],
    ['--name', name],
    ['--label', `${LABEL}=${mark}`],
    user === null ? [] : ['--user', user],
    ['-v', `${folder}:/var/lib/registry${volume}`],
    ...(htpasswdFile === null ? [] : login),
    ['-e', 'REGISTRY_STORAGE_DELETE_ENABLED=true'],
    ['-e', `REGISTRY_HTTP_DRAINTIMEOUT=${DRAIN_SECONDS}s`],
    // Otherwise version 3 looks for a collector of traces, and says every few seconds that there is none.
    ['-e', 'OTEL_TRACES_EXPORTER=none'],
  ];
  return ['run', '-d', ...settings.flat(), image];
}

export const stopArguments = (id: string): readonly string[] => ['stop', '-t', String(STOP_SECONDS), id];
export const removeArguments = (id: string): readonly string[] => ['rm', '-f', id];
export const waitArguments = (id: string): readonly string[] => ['wait', id];
export const inspectArguments = (nameOrId: string): readonly string[] => ['container', 'inspect', nameOrId];
export const imageArguments = (image: string): readonly string[] => ['image', 'inspect', '--format', '{{.Id}}', image];
export const pullArguments = (image: string): readonly string[] => ['pull', image];

/** `since`: the time of a line, as the engine wrote it. */
export function logArguments(
  id: string,
  from: { readonly tail: number } | { readonly since: string },
): readonly string[] {
  const start = 'tail' in from ? ['--tail', String(from.tail)] : ['--since', from.since];
  return ['logs', '-f', '-t', ...start, id];
}

/**
 * A mark of what the user chose. The password file's content is in it: it is replaced as a whole when the login changes, and a
 * container goes on seeing the file that it was started with.
 */
export function optionsMark(folder: string, port: number, htpasswd: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([folder, port, htpasswd]))
    .digest('hex');
}

export interface FoundContainer {
  readonly id: string;
  /** Null for a container that isn't ours. */
  readonly mark: string | null;
  readonly isRunning: boolean;
  /** How often the engine has started it again by itself. */
  readonly restarts: number;
  /** Of its last end; 0 while it never ended. */
  readonly exitCode: number;
}

const inspectSchema = z.tuple([
  z.looseObject({
    Id: z.string(),
    State: z.looseObject({ Running: z.boolean(), ExitCode: z.number() }),
    RestartCount: z.number().optional(),
    Config: z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() }),
  }),
]);

/** Reads what `container inspect` writes of one container. Throws SyntaxError or ZodError for anything else. */
export function readInspect(output: string): FoundContainer {
  const [{ Id, State, RestartCount = 0, Config }] = inspectSchema.parse(JSON.parse(output));
  return {
    id: Id,
    mark: Config.Labels?.[LABEL] ?? null,
    isRunning: State.Running,
    restarts: RestartCount,
    exitCode: State.ExitCode,
  };
}

/** Whether an engine that failed says that there is no such container. */
export function isNoSuchContainer(stderr: string): boolean {
  return /no such (?:container|object)/i.test(stderr);
}

export interface TimedLine {
  /** As the engine wrote it: RFC 3339 with nine digits of a second, in one time zone, so that texts compare as times do. */
  readonly time: string;
  /** Epoch ms. */
  readonly at: number;
  readonly text: string;
}

/** A line of `logs -t`. Null for one without its time, which the engine itself wrote. */
export function readLogLine(line: string): TimedLine | null {
  const [, time = '', text = ''] = /^(\d{4}-\d\d-\d\dT\S+) ?(.*)$/.exec(line) ?? [];
  const at = Date.parse(time);
  return Number.isNaN(at) ? null : { time, at, text };
}
