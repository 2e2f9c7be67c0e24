/**
 * Opens the system's keychain, or says why there is none and keeps logins in memory instead. Secrets go from here to the
 * registry client in this process, and nowhere else.
 */
import { createRequire } from 'node:module';
import { createBoundedCalls, type BoundedCalls } from './bounded-call';
import { CredentialError } from './credential-error';
import { createMemoryStore, type CredentialStore } from './credential-store';
import { CHECK_ACCOUNT, createKeychainStore, SERVICE, type Keytar } from './keychain-store';

/** ms. Asks for an entry that isn't there, so no one is prompted; a Secret Service that must first start takes 1 or 2 s. */
const PROBE_TIMEOUT_MS = 10_000;
/** ms. The keychain may be showing a dialog, and the user looking for its password. */
const ENTRY_TIMEOUT_MS = 120_000;

export interface KeychainOptions {
  /** Loads keytar; throws where that can't be: no libsecret, no binary for this platform. */
  readonly load?: () => Keytar | Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  readonly probeTimeoutMs?: number;
  readonly entryTimeoutMs?: number;
  /** All of keytar's calls are made through it: who ends the process must know whether one hangs. */
  readonly calls?: BoundedCalls;
  /** Told what went wrong where there is no keychain, for the log. */
  readonly onMissing?: (error: unknown) => void;
}

/**
 * Never throws: without a usable keychain the store is one of memory, with the reason. Takes a few milliseconds, and
 * at most `probeTimeoutMs` where the keychain hangs.
 */
export async function openKeychain({
  load = loadKeytar,
  platform = process.platform,
  probeTimeoutMs = PROBE_TIMEOUT_MS,
  entryTimeoutMs = ENTRY_TIMEOUT_MS,
  calls = createBoundedCalls(),
  onMissing,
}: KeychainOptions = {}): Promise<CredentialStore> {
  try {
    const keytar = await load();
    await calls.run(() => keytar.getPassword(SERVICE, CHECK_ACCOUNT), probeTimeoutMs);
    return createKeychainStore({
      name: nameOf(platform),
      keytar,
      call: calls.run,
      timeoutMs: entryTimeoutMs,
      hidesWhenLocked: platform === 'linux',
    });
  } catch (error) {
    onMissing?.(error);
    return createMemoryStore(whyMissing(error, platform));
  }
}

/** For the window, so without the paths that a failed load names. */
function whyMissing(error: unknown, platform: NodeJS.Platform): string {
  if (error instanceof CredentialError) return error.message;
  const library = "The keychain's library could not be loaded.";
  return platform === 'linux' ? `${library} Is libsecret installed?` : library;
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain';
  if (platform === 'win32') return 'Windows Credential Manager';
  return 'Secret Service keyring';
}

/**
 * Lazily, since without libsecret keytar throws when it is loaded. By require and not by import(): before version 28
 * Electron's import() finds nothing in an asar archive, and a packaged app would forget every login.
 */
function loadKeytar(): Keytar {
  const keytar: Keytar = createRequire(__filename)('keytar');
  return keytar;
}
