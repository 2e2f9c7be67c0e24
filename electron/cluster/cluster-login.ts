/** How a user of a kubeconfig proves who it is: certificates, headers, or a program that is asked. Holds secrets in memory only. */
import { addSecret } from '../log/redact';
import { readSmallFile } from '../files/read-small-file';
import type { Machine } from '../programs/find-program';
import { ClusterError } from './cluster-error';
import type { ContextEntries } from './kubeconfig';
import { LOGIN_RENEWAL_MS, MAX_CREDENTIAL_FILE_BYTES } from './limits';
import { askLoginProgram, type ProgramLogin } from './login-program';

export interface ClusterLogin {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM. */
  readonly certificate: { readonly certificate: string; readonly key: string } | null;
}

export interface LoginSource {
  /** Throws ClusterError, or the signal's reason. */
  login(signal: AbortSignal | undefined): Promise<ClusterLogin>;
  /** It was refused: a program is asked anew the next time. */
  forget(): void;
}

export function createLoginSource({ cluster, user }: ContextEntries, machine: Machine): LoginSource {
  let programLogin: ProgramLogin | null = null;

  async function askProgram(signal: AbortSignal | undefined): Promise<ProgramLogin | null> {
    if (user.exec === null) return null;
    const isFresh = programLogin !== null && (programLogin.expiresAt ?? Infinity) - LOGIN_RENEWAL_MS > Date.now();
    if (!isFresh) {
      programLogin = await askLoginProgram({ exec: user.exec, cluster, machine, ...(signal ? { signal } : {}) });
    }
    return programLogin;
  }

  return {
    async login(signal) {
      const program = await askProgram(signal);
      // A file wins over what stands beside it, as it may be renewed.
      const token =
        program?.token ?? (user.tokenFile === '' ? user.token : (await readCredential(user.tokenFile)).trim());
      if (token !== '') addSecret(token);
      if (user.password !== '') addSecret(user.password, user.username);
      return {
        headers: { ...authorization(token, user.username, user.password), ...impersonation(user) },
        certificate: program?.certificate ?? (await ownCertificate(user)),
      };
    },
    forget() {
      programLogin = null;
    },
  };
}

/** PEM that stands in the kubeconfig as base64, or in a file; null for neither. Throws ClusterError. */
export async function readPem(data: string, file: string): Promise<string | null> {
  if (data !== '') return Buffer.from(data, 'base64').toString();
  return file === '' ? null : readCredential(file);
}

async function ownCertificate(user: ContextEntries['user']): Promise<ClusterLogin['certificate']> {
  const certificate = await readPem(user['client-certificate-data'], user['client-certificate']);
  const key = await readPem(user['client-key-data'], user['client-key']);
  return certificate === null || key === null ? null : { certificate, key };
}

function authorization(token: string, username: string, password: string): ClusterLogin['headers'] {
  if (token !== '') return { authorization: `Bearer ${token}` };
  if (username === '') return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function impersonation(user: ContextEntries['user']): ClusterLogin['headers'] {
  if (user.as === '') return {};
  return {
    'impersonate-user': user.as,
    ...(user['as-uid'] === '' ? {} : { 'impersonate-uid': user['as-uid'] }),
    ...(user['as-groups'].length === 0 ? {} : { 'impersonate-group': user['as-groups'] }),
  };
}

async function readCredential(file: string): Promise<string> {
  try {
    return await readSmallFile(file, { maxBytes: MAX_CREDENTIAL_FILE_BYTES });
  } catch (cause) {
    throw new ClusterError('credentials-unreadable', "a file that the kubeconfig names can't be read", { cause });
  }
}
