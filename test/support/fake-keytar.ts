/**
 * keytar as it behaves on each system, over a Map: for what a test can't do to a real keychain, such as ending the
 * process between any two steps, or Windows' limit on Linux. The real keyring has tests of its own (test/integration).
 */
import type { Keytar } from '../../electron/credentials/keychain-store';

export interface FakeKeytar extends Keytar {
  readonly entries: ReadonlyMap<string, string>;
  /** Calls made so far. */
  readonly callCount: () => number;
  /** Every call after this many more fails and does nothing, as if the process had ended. */
  readonly crashAfter: (calls: number) => void;
  /** As libsecret on a keyring that the user leaves locked: nothing is found, nothing deleted, only a write says why. */
  readonly lock: () => void;
  readonly unlock: () => void;
}

/** `entries`: what the keychain holds, to be shared by the "processes" of a test. */
export function createFakeKeytar(entries = new Map<string, string>()): FakeKeytar {
  let calls = 0;
  let lastCall = Number.POSITIVE_INFINITY;
  let isLocked = false;

  async function answer<Value>(make: () => Value): Promise<Value> {
    await Promise.resolve();
    calls += 1;
    if (calls > lastCall) throw new Error('the process has ended');
    return make();
  }

  return {
    entries,
    callCount: () => calls,
    crashAfter(count) {
      lastCall = calls + count;
    },
    lock() {
      isLocked = true;
    },
    unlock() {
      isLocked = false;
    },
    getPassword: (service, account) => answer(() => (isLocked ? null : (entries.get(`${service}/${account}`) ?? null))),
    setPassword: (service, account, password) =>
      answer(() => {
        if (isLocked) throw new Error('Cannot create an item in a locked collection');
        // CRED_MAX_CREDENTIAL_BLOB_SIZE
        if (Buffer.byteLength(password) > 2560) throw new Error('The stub received bad data.');
        entries.set(`${service}/${account}`, password);
      }),
    deletePassword: (service, account) => answer(() => !isLocked && entries.delete(`${service}/${account}`)),
  };
}
