/**
 * Packs what dist/ holds with electron-builder, by electron-builder.yml.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cached-folder.mjs';
import { readFuses } from './fuse-wire.mjs';
import { CommandError, programOf, run } from './run.mjs';

/**
 * Makes the app for this machine, unpacked: a folder with an executable, as an installer would lay it down.
 *
 * Made with another Electron than that of package.json it is called `-dev`, since it is not to be shipped, and has those fuses
 * that this Electron knows.
 *
 * @param {string} root the checkout, built
 * @param {import('./electron-binary.mjs').ElectronSource} electron
 * @returns {Promise<{ folder: string, executable: string }>} the executable's path is relative to the folder
 */
export async function packageUnpacked(root, electron) {
  const { parse } = await import('yaml');
  const config = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8'));
  const output = join(root, 'release', electron.isReleasable ? '' : 'dev');
  Object.assign(config, { electronDist: electron.folder, electronVersion: electron.version });
  config.directories.output = output;
  if (!electron.isReleasable) {
    config.productName += '-dev';
    config.appId += '.dev';
    config.linux.executableName += '-dev';
    const known = await readFuses(join(electron.folder, electron.program));
    const fuses = Object.entries(config.electronFuses);
    config.electronFuses = Object.fromEntries(
      fuses.filter(([name]) => [...known.keys()].some((fuse) => fuse === name)),
    );
  }
  const configFile = join(output, 'electron-builder.json');
  await mkdir(output, { recursive: true });
  await writeFile(configFile, JSON.stringify(config, undefined, 2));
  const log = join(cacheFolder(), 'logs/electron-builder.log');
  const args = [programOf(root, 'electron-builder'), '--dir', '--config', configFile];
  await run(process.execPath, args, { cwd: root, log });
  return unpackedApp(output, config);
}

/**
 * Makes the installers for this system as electron-builder.yml lists them, which downloads tools and Electron.
 *
 * @param {string} root the checkout, built
 */
export async function packageInstallers(root) {
  try {
    const args = [programOf(root, 'electron-builder'), '--config', 'electron-builder.yml'];
    await run(process.execPath, args, { cwd: root });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(
      `The installers could not be made: the reason stands above. They need Electron and electron-builder's tools from
github.com. Without that, \`npm run package\` makes the unpacked app.`,
      { cause: error },
    );
  }
}

/** Where electron-builder lays the unpacked app, by system and processor. */
function unpackedApp(
  /** @type {string} */ output,
  /** @type {{ productName: string, linux: { executableName: string } }} */ { productName, linux },
) {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    return { folder: join(output, `mac${arch}`), executable: `${productName}.app/Contents/MacOS/${productName}` };
  }
  if (process.platform === 'win32') {
    return { folder: join(output, `win${arch}-unpacked`), executable: `${productName}.exe` };
  }
  return { folder: join(output, `linux${arch}-unpacked`), executable: linux.executableName };
}
