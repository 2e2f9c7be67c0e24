/**
 * Asks the program that a kubeconfig names (`exec`: aws, gke-gcloud-auth-plugin, kubelogin, …) for a login, by client-go's protocol:
 * https://kubernetes.io/docs/reference/config-api/client-authentication.v1/. What it gives stays in memory.
 */
import path from 'node:path';
import * as z from 'zod';
import { findProgram, searchFolders, type Machine } from '../programs/find-program';
import { CommandError, runCommand } from '../programs/run-command';
import { ClusterError } from './cluster-error';
import type { ClusterEntry, ExecEntry } from './kubeconfig-file';
import { LOGIN_PROGRAM_TIMEOUT_MS, MAX_LOGIN_PROGRAM_OUTPUT } from './limits';

export interface ProgramLogin {
  readonly token: string | null;
  /** PEM, both or none. */
  readonly certificate: { readonly certificate: string; readonly key: string } | null;
  /** Epoch ms; null where it doesn't say. */
  readonly expiresAt: number | null;
}

export interface LoginProgramOptions {
  readonly exec: ExecEntry;
  readonly cluster: ClusterEntry;
  readonly machine: Machine;
  readonly signal?: AbortSignal;
}

const credentialSchema = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.string().nullish(),
  }),
});

/** Throws ClusterError, or the signal's reason. */
export async function askLoginProgram({ exec, cluster, machine, signal }: LoginProgramOptions): Promise<ProgramLogin> {
  const facts = { program: exec.command, installHint: exec.installHint };
  if (exec.interactiveMode === 'Always') {
    throw new ClusterError('login-program-interactive', `${exec.command} wants a terminal`, facts);
  }
  const programPath = path.isAbsolute(exec.command)
    ? exec.command
    : ((await findProgram([exec.command], machine))?.path ?? null);
  if (programPath === null) throw new ClusterError('login-program-missing', `${exec.command} is not there`, facts);
  const env = {
    ...machine.env,
    PATH: searchFolders(machine).join(machine.platform === 'win32' ? ';' : ':'),
    ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(exec, cluster)),
  };
  try {
    const { stdout } = await runCommand({ path: programPath, env }, exec.args, {
      timeoutMs: LOGIN_PROGRAM_TIMEOUT_MS,
      maxStdoutLength: MAX_LOGIN_PROGRAM_OUTPUT,
      ownGroup: true,
      ...(signal ? { signal } : {}),
    });
    return readCredential(stdout);
  } catch (error) {
    signal?.throwIfAborted();
    // Neither its output nor what the reader says of that: both may hold the login.
    if (error instanceof CommandError) {
      const code = error.reason === 'not-started' ? 'login-program-missing' : 'login-program-failed';
      throw new ClusterError(code, `${exec.command}: ${error.message}`, facts);
    }
    throw new ClusterError('login-program-failed', `${exec.command} gave no login`, facts);
  }
}

/** Throws for anything but a login. */
export function readCredential(json: string): ProgramLogin {
  const { status } = credentialSchema.parse(JSON.parse(json));
  const { token, clientCertificateData: certificate, clientKeyData: key, expirationTimestamp } = status;
  const pair = certificate && key ? { certificate, key } : null;
  if (!token && pair === null) throw new Error('neither a token nor a certificate');
  const expiresAt = expirationTimestamp ? Date.parse(expirationTimestamp) : Number.NaN;
  return { token: token || null, certificate: pair, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt };
}

function execInfo({ apiVersion, provideClusterInfo }: ExecEntry, cluster: ClusterEntry): object {
  const spec = {
    interactive: false,
    ...(provideClusterInfo
      ? {
          cluster: {
            server: cluster.server,
            'tls-server-name': cluster['tls-server-name'] || undefined,
            'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] || undefined,
            'certificate-authority-data': cluster['certificate-authority-data'] || undefined,
            'proxy-url': cluster['proxy-url'] || undefined,
          },
        }
      : {}),
  };
  return { apiVersion: apiVersion || 'client.authentication.k8s.io/v1', kind: 'ExecCredential', spec };
}
