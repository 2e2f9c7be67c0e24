/**
 * Opens the system's keychain, or says why there is none and keeps logins in memory instead. Secrets go from here to the
 * registry client in this process, and nowhere else.
 */
import { createBoundedCall } from './bounded-call';
import { CredentialError } from './credential-error';
import { createMemoryStore, type CredentialStore } from './credential-store';
import { CHECK_ACCOUNT, createKeychainStore, SERVICE, type Keytar } from './keychain-store';

export type { CredentialStore } from './credential-store';

/** ms. Asks for an entry that isn't there, so no one is prompted; a Secret Service that must first start takes 1 or 2 s. */
const PROBE_TIMEOUT_MS = 10_000;
/** ms. The keychain may be showing a dialog, and the user looking for its password. */
const ENTRY_TIMEOUT_MS = 120_000;

export interface KeychainOptions {
  /** Loads keytar; throws where that can't be: no libsecret, no binary for this platform. */
  readonly load?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  readonly probeTimeoutMs?: number;
  readonly entryTimeoutMs?: number;
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
}: KeychainOptions = {}): Promise<CredentialStore> {
  const call = createBoundedCall();
  try {
    const keytar = await load();
    await call(() => keytar.getPassword(SERVICE, CHECK_ACCOUNT), probeTimeoutMs);
    return createKeychainStore({
      name: nameOf(platform),
      keytar,
      call,
      timeoutMs: entryTimeoutMs,
      hidesWhenLocked: platform === 'linux',
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isLoaded = error instanceof CredentialError;
    return createMemoryStore(
      isLoaded ? message : `${message}${platform === 'linux' ? '. Is libsecret installed?' : ''}`,
    );
  }
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain';
  if (platform === 'win32') return 'Windows Credential Manager';
  return 'Secret Service keyring';
}

/** Lazily, since without libsecret keytar throws when it is loaded. The bundle leaves it out: it is a native module. */
async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  return keytar;
}
