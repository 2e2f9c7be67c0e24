/**
 * Builds what Electron runs into dist/: the main process and the preload with esbuild, the window with Vite, the sample charts.
 * A part whose sources have not changed since is not built again. `npm start`, the tests and the packages all run
 * exactly this.
 *
 * node scripts/build.mjs
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertFirstScreenFits, firstScreenBytes, kilobytes, maxFirstScreenBytes } from './first-screen.mjs';
import { ensureNodeModules } from './node-modules.mjs';

/** The older of the two Electrons that the bundle runs on has Node 18 and Chromium 114. */
const targets = { node: 'node18', window: 'chrome114' };

const sharedSources = ['shared', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

const parts = [
  { output: 'dist/main', sources: ['electron', ...sharedSources], build: buildMain },
  {
    output: 'dist/renderer',
    sources: ['renderer', 'scripts/first-screen.mjs', ...sharedSources],
    build: buildRenderer,
  },
  {
    output: 'dist/sample-charts',
    sources: ['assets/sample-charts', 'scripts/sample-charts.mjs', 'package-lock.json'],
    build: buildSampleCharts,
  },
];

/**
 * @param {string} root the checkout, with its node_modules
 */
export async function buildApp(root) {
  for (const { output, sources, build } of parts) {
    const folder = join(root, output);
    const stamp = join(root, `${output}.built-from`);
    const hash = await hashOf(root, sources);
    if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    console.log(`Building ${output}`);
    await rm(stamp, { force: true });
    await rm(folder, { recursive: true, force: true });
    await build(root, folder);
    await writeFile(stamp, hash);
  }
}

async function buildMain(/** @type {string} */ root, /** @type {string} */ folder) {
  const { build } = await import('esbuild');
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    format: 'cjs',
    // Packed beside the bundle, not into it: keytar is a native module, openpgp stays a file of its own (docs/licences.md).
    external: ['electron', 'keytar', 'openpgp'],
    // Half the text to read at each start; names stay, for the stacks in the log.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    logLevel: 'warning',
  };
  await mkdir(folder, { recursive: true });
  await Promise.all([
    // The checkout's own package.json says "module", for the scripts and the tests; Electron 25 starts CommonJS only.
    writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n'),
    build({
      ...options,
      // The built-in registry runs in a process of its own, charts are compared in a thread.
      entryPoints: {
        main: 'electron/main.ts',
        'local-registry': 'electron/local-registry/server/main.ts',
        'compare-charts': 'electron/charts/compare/compare-worker.ts',
      },
      platform: 'node',
      target: targets.node,
    }),
    // A sandboxed preload has no Node, only Electron's own require.
    build({ ...options, entryPoints: ['electron/preload.ts'], platform: 'browser', target: targets.window }),
  ]);
}

async function buildRenderer(/** @type {string} */ root) {
  const { build } = await import('vite');
  const built = await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' });
  if (!('output' in built)) throw new Error('Vite has built something else than one page.');
  const bytes = firstScreenBytes(built.output.filter((each) => each.type === 'chunk'));
  assertFirstScreenFits(bytes);
  console.log(`${kilobytes(bytes)} of JavaScript before the first screen (at most ${kilobytes(maxFirstScreenBytes)})`);
}

async function buildSampleCharts(/** @type {string} */ root, /** @type {string} */ folder) {
  const { packSampleCharts } = await import('./sample-charts.mjs');
  await packSampleCharts(join(root, 'assets/sample-charts'), folder);
}

/** A hash over the names and contents of files and folders; a checkout's file times mean nothing. */
async function hashOf(/** @type {string} */ root, /** @type {readonly string[]} */ sources) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of sources) {
    for (const file of await filesIn(root, source)) {
      const content = await readFile(join(root, file));
      hash.update(`${file}\n${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

/** @returns {Promise<string[]>} paths relative to the root, in a fixed order */
async function filesIn(/** @type {string} */ root, /** @type {string} */ path) {
  if (!existsSync(join(root, path))) return [];
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [path];
  const names = entries.map((entry) => `${path}/${entry.name}`).toSorted();
  return (await Promise.all(names.map((name) => filesIn(root, name)))).flat();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(import.meta.dirname, '..');
  try {
    await ensureNodeModules(root);
    await buildApp(root);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
