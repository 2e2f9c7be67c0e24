/**
 * Starts workers of our own: the only use of the policy `chartroom`, which lets no other address through than that of a script that
 * was built with the window.
 */

interface ScriptPolicy {
  /** The browser gives the trusted form of the address, which the types of `Worker` don't know. */
  readonly createScriptURL: (address: string) => string;
}

interface TrustedTypesHost {
  readonly trustedTypes?: {
    readonly createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy;
  };
}

let policy: ScriptPolicy | undefined;

/** `address`: from an import with `?worker&url`. Throws TypeError for any other. */
export function startWorker(address: string): Worker {
  const host: typeof globalThis & TrustedTypesHost = globalThis;
  const rules: ScriptPolicy = { createScriptURL: ownScript };
  // A policy can be made once only; the browser refuses a second one of the name.
  policy ??= host.trustedTypes?.createPolicy('chartroom', rules) ?? rules;
  return new Worker(policy.createScriptURL(address), { type: 'module' });
}

function ownScript(address: string): string {
  const { origin, pathname } = new URL(address, document.baseURI);
  if (origin !== new URL(document.baseURI).origin || !/^\/assets\/[\w.-]+\.js$/.test(pathname)) {
    throw new TypeError('not a script of this app');
  }
  return address;
}
