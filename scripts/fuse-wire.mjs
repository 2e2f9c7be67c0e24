/**
 * Reads Electron's fuses out of its binary: switches behind a marker, one byte each, that are set when it is packaged.
 * The names are those of electron-builder.yml. See https://www.electronjs.org/docs/latest/tutorial/fuses.
 */
import { readFile } from 'node:fs/promises';

const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of the wire, version 1. It grows at its end: older Electrons have fewer. */
const fuseNames = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
]);

/** @typedef {typeof fuseNames[number]} FuseName */

/**
 * @param {string} binary Electron's executable; on macOS the Electron Framework beside it
 * @returns {Promise<Map<FuseName, boolean>>} whether each fuse that this Electron has is on
 * @throws {Error} where there is no wire, or one of another version
 */
export async function readFuses(binary) {
  const bytes = await readFile(binary);
  const start = bytes.indexOf(marker);
  if (start === -1) throw new Error(`${binary} has no fuses: it isn't Electron's binary`);
  const [version, length = 0] = bytes.subarray(start + marker.length);
  if (version !== 1) throw new Error(`${binary} has fuses of version ${version}; only version 1 is known`);
  const states = bytes.subarray(start + marker.length + 2).subarray(0, length);
  /** @type {Map<FuseName, boolean>} */
  const fuses = new Map();
  for (const [index, name] of fuseNames.entries()) {
    // '1' is on, '0' off, 'r' removed: this Electron has forgotten that fuse.
    const state = String.fromCharCode(states[index] ?? 0);
    if (state === '0' || state === '1') fuses.set(name, state === '1');
  }
  return fuses;
}
