/**
 * `npm run package`: builds the app for this machine, unpacked, into release/. With `-- --all` instead what
 * users install (AppImage and deb, dmg and zip, or a setup program), which needs an open network.
 */
import { relative, resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { packageInstallers, packageUnpacked } from './packaging.mjs';

const root = resolve(import.meta.dirname, '..');

try {
  await ensureNodeModules(root);
  await buildApp(root);
  if (process.argv.includes('--all')) {
    await packageInstallers(root);
  } else {
    const { folder, executable } = await packageUnpacked(root, await findElectron(root));
    console.log(`Packed into ${relative(root, folder)}: start ${executable} there.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
