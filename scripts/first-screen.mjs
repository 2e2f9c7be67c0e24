/**
 * How much JavaScript the window loads before its first screen: a budget that needs no clock, so that the build itself
 * holds it.
 */

/** Bytes, minified. */
export const maxFirstScreenBytes = 900_000;

/**
 * What is read of a built chunk; both lists name other chunks.
 *
 * @typedef {object} Chunk
 * @property {string} fileName
 * @property {boolean} isEntry
 * @property {string} code
 * @property {readonly string[]} imports loaded with it
 * @property {readonly string[]} dynamicImports loaded when the code asks for them
 */

/**
 * The entry with all that it imports, and the largest of the parts that it loads as needed: the first screen may be
 * any of the pages.
 *
 * @param {readonly Chunk[]} chunks all of the build
 * @returns {number} bytes
 */
export function firstScreenBytes(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const first = loadedWith(entries, byName);
  const pages = [...first].flatMap(({ dynamicImports }) => dynamicImports);
  const sizes = pages.map((page) => bytesOf(loadedWith([...entries, page], byName)));
  return Math.max(bytesOf(first), ...sizes);
}

/** Throws where the first screen is too large. */
export function assertFirstScreenFits(/** @type {number} */ bytes) {
  if (bytes <= maxFirstScreenBytes) return;
  throw new Error(
    `The window would load ${kilobytes(bytes)} of JavaScript before its first screen; ` +
      `at most ${kilobytes(maxFirstScreenBytes)} are allowed. Load what it doesn't need by import().`,
  );
}

export function kilobytes(/** @type {number} */ bytes) {
  return `${Math.ceil(bytes / 1000)} KB`;
}

/** @returns {Set<Chunk>} */
function loadedWith(/** @type {readonly string[]} */ names, /** @type {ReadonlyMap<string, Chunk>} */ byName) {
  /** @type {Set<Chunk>} */
  const loaded = new Set();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = byName.get(name);
    if (chunk === undefined || loaded.has(chunk)) continue;
    loaded.add(chunk);
    waiting.push(...chunk.imports);
  }
  return loaded;
}

function bytesOf(/** @type {Iterable<Chunk>} */ chunks) {
  return [...chunks].reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
}
