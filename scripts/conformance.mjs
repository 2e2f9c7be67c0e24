/**
 * `npm run conformance`: the OCI distribution-spec's own conformance program against the built-in registry, and the real oras on it.
 * Prints a summary, keeps the reports in test-results/conformance/, and ends with 0 only if nothing failed and every row that did not
 * run is explained here.
 *
 * npm run conformance -- --update-docs   also writes docs/conformance.md
 *
 * Both are built from the Go module proxy, so it needs Go; where there is none it says so and ends with 2.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { explainRows, readSummary, summaryText } from './conformance-summary.mjs';
import { ensureGoProgram, hasGo } from './go-program.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { runOrasRound } from './oras-round.mjs';
import { CommandError, run } from './run.mjs';
import { importTestModule } from './test-module.mjs';

/** The commit of the day this was written; a newer one may test more. */
const conformanceProgram = {
  package: 'github.com/opencontainers/distribution-spec/conformance',
  version: 'v0.0.0-20260831232431-97274622c111',
};
const orasProgram = { package: 'oras.land/oras/cmd/oras', version: 'v1.3.0' };

const login = { user: 'ana', password: 'open:sesame' };
/** The current specification as anybody may push, and what is known of the next one behind a login. */
const passes = [
  { version: '1.1', title: 'Specification 1.1, without login', login: undefined },
  { version: 'dev', title: 'The next version (1.1+dev), with login', login },
];

const root = resolve(import.meta.dirname, '..');
try {
  await assertGo();
  await ensureNodeModules(root);
  const conformance = await ensureGoProgram(conformanceProgram);
  const oras = await ensureGoProgram(orasProgram);
  /** @type {{ startLocalRegistry: (options: object) => Promise<{ address: string, stop: () => Promise<void> }> }} */
  const { startLocalRegistry } = await importTestModule(root, 'test/support/local-registry.ts');
  const texts = [];
  for (const pass of passes) {
    const registry = await startLocalRegistry(pass.login ? { login: pass.login } : {});
    try {
      const summary = readSummary(await runProgram(conformance, registry.address, pass));
      const { explained, unexplained } = explainRows(summary.rows);
      texts.push(summaryText(pass.title, summary, explained));
      console.log(`\n${texts.at(-1)}`);
      if (summary.counts['FAIL'] !== 0 || summary.counts['Error'] !== 0 || unexplained.length > 0) {
        process.exitCode = 1;
        console.error(
          ['Not as it should be:', ...unexplained.map(({ name, status }) => `${name}: ${status}`)].join('\n'),
        );
      }
      console.log(
        `\noras ${orasProgram.version}: ${(await runOrasRound(oras, registry.address, pass.login)).join(', ')}`,
      );
    } finally {
      await registry.stop();
    }
  }
  if (process.argv.includes('--update-docs')) await updateDocs(texts);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode ||= 1;
}

async function assertGo() {
  if (await hasGo()) return;
  process.exitCode = 2;
  throw new Error('The conformance program is written in Go, and no `go` is on the PATH. See https://go.dev/dl.');
}

/** @returns {Promise<string>} what the program wrote; it ends with 1 where something failed, and its summary says what */
async function runProgram(
  /** @type {string} */ conformance,
  /** @type {string} */ address,
  /** @type {(typeof passes)[number]} */ pass,
) {
  const results = join(root, 'test-results/conformance', pass.version);
  const output = join(results, 'output.txt');
  await mkdir(results, { recursive: true });
  // Nothing of the caller's own OCI_* may get in.
  const env = {
    PATH: process.env['PATH'],
    OCI_REGISTRY: address,
    OCI_TLS: 'disabled',
    OCI_VERSION: pass.version,
    OCI_RESULTS_DIR: results,
    OCI_USERNAME: pass.login?.user ?? '',
    OCI_PASSWORD: pass.login?.password ?? '',
  };
  await run(conformance, [], { cwd: results, env, log: output }).catch((error) => {
    if (!(error instanceof CommandError)) throw error;
  });
  return readFile(output, 'utf8');
}

async function updateDocs(/** @type {readonly string[]} */ texts) {
  const head = [
    '# Conformance of the built-in registry',
    '',
    'What the [conformance program](https://github.com/opencontainers/distribution-spec/tree/main/conformance) of the OCI',
    `distribution specification says, version \`${conformanceProgram.version}\`, all default APIs and data. Written by`,
    '`npm run conformance -- --update-docs`; `npm run conformance` repeats it.',
  ];
  await writeFile(join(root, 'docs/conformance.md'), `${[head.join('\n'), ...texts].join('\n\n')}\n`);
}
