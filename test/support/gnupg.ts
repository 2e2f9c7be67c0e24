/**
 * The real GnuPG for tests, with a home of its own: keys without a passphrase, signatures as `helm package --sign` makes them, key
 * rings in each of GnuPG's forms. Nothing of the user's keys is touched.
 */
import { execFile, spawnSync } from 'node:child_process';
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GnuPg {
  /** Its `pubring.kbx` is in it. */
  readonly home: string;
  /** Makes a key and gives its fingerprint. `at`: when it is made; `expires`: such as `1y`, or an ISO time. */
  makeKey(options: KeyOptions): Promise<string>;
  addSubkey(fingerprint: string, algorithm: string, expires?: string): Promise<string>;
  revokeKey(fingerprint: string): Promise<void>;
  addUserId(fingerprint: string, userId: string): Promise<void>;
  revokeUserId(fingerprint: string, userId: string): Promise<void>;
  /** The first subkey. */
  revokeSubkey(fingerprint: string): Promise<void>;
  clearSign(text: string, options: SignOptions): Promise<string>;
  /** The public keys, as `gpg --export` writes them. */
  export(...fingerprints: readonly string[]): Promise<Buffer>;
  exportArmored(...fingerprints: readonly string[]): Promise<string>;
  exportSecret(fingerprint: string): Promise<Buffer>;
  close(): Promise<void>;
}

export interface KeyOptions {
  readonly userId: string;
  readonly algorithm?: string;
  readonly expires?: string;
  readonly at?: string;
}

export interface SignOptions {
  readonly by: readonly string[];
  readonly at?: string;
  readonly more?: readonly string[];
}

/** Why there is no GnuPG to test with, or null. */
export function missingGnuPg(): string | null {
  const { status } = spawnSync('gpg', ['--version']);
  return status === 0 ? null : "gpg isn't on this machine: install GnuPG 2";
}

export async function openGnuPg(): Promise<GnuPg> {
  // Not in the temporary folder of the run: the path of its agent's socket may have a hundred characters only.
  const home = await mkdtemp('/tmp/gpg-');
  const gpg = async (args: readonly string[], input?: string): Promise<Buffer> => {
    const all = ['--homedir', home, '--batch', '--yes', '--no-tty', '--quiet', '--pinentry-mode', 'loopback'];
    const running = run('gpg', [...all, '--passphrase', '', ...args], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    // Without something to read it may have ended before.
    running.child.stdin?.on('error', () => undefined).end(input ?? '');
    return (await running).stdout;
  };
  /** Of the key, or of its last subkey. */
  async function lastFingerprint(key: string): Promise<string> {
    const text = (await gpg(['--with-colons', '--list-keys', key])).toString();
    return [...text.matchAll(/^fpr:+([0-9A-F]+):$/gm)].pop()?.[1] ?? '';
  }

  async function edit(fingerprint: string, commands: readonly string[]): Promise<void> {
    await gpg(['--command-fd', '0', '--edit-key', fingerprint], `${commands.join('\n')}\n`);
  }

  return {
    home,
    async makeKey({ userId, algorithm = 'rsa2048', expires = 'never', at: time }) {
      const args = [...atTime(time), '--quick-gen-key', userId, algorithm, 'sign,cert', expires];
      await gpg(args);
      return await lastFingerprint(`=${userId}`);
    },
    async addSubkey(fingerprint, algorithm, expires = 'never') {
      await gpg(['--quick-add-key', fingerprint, algorithm, 'sign', expires]);
      return await lastFingerprint(fingerprint);
    },
    async revokeKey(fingerprint) {
      const path = join(home, 'openpgp-revocs.d', `${fingerprint}.rev`);
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replace(':-----BEGIN', '-----BEGIN'));
      await gpg(['--import', path]);
    },
    async addUserId(fingerprint, userId) {
      await gpg(['--quick-add-uid', fingerprint, userId]);
    },
    async revokeUserId(fingerprint, userId) {
      await gpg(['--quick-revoke-uid', fingerprint, userId]);
    },
    async revokeSubkey(fingerprint) {
      await edit(fingerprint, ['key 1', 'revkey', 'y', '0', '', 'y', 'save']);
    },
    async clearSign(text, { by, at: time, more = [] }) {
      const signers = by.flatMap((each) => ['--local-user', each]);
      return (await gpg([...atTime(time), ...signers, ...more, '--clear-sign'], text)).toString('latin1');
    },
    export: (...fingerprints) => gpg(['--export', ...fingerprints]),
    exportArmored: async (...fingerprints) => (await gpg(['--armor', '--export', ...fingerprints])).toString('latin1'),
    exportSecret: (fingerprint) => gpg(['--export-secret-keys', fingerprint]),
    async close() {
      await run('gpgconf', ['--homedir', home, '--kill', 'all']).catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function atTime(time: string | undefined): readonly string[] {
  return time === undefined ? [] : ['--faked-system-time', `${time}!`];
}
