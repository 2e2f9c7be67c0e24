/**
 * electron-builder.yml for every system, of which a machine can build one at most: held against electron-builder's own schema,
 * and against what users and maintainers are told.
 */
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** What is looked at here; electron-builder's schema says the rest. */
interface BuilderConfig {
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly files: readonly string[];
  readonly extraResources: readonly { readonly from: string; readonly to: string }[];
  readonly protocols: readonly { readonly schemes: readonly string[] }[];
  readonly fileAssociations?: unknown;
  readonly linux: { readonly target: readonly string[]; readonly icon: string; readonly mimeTypes: readonly string[] };
  readonly mac: {
    readonly target: readonly string[];
    readonly icon: string;
    readonly hardenedRuntime: boolean;
    readonly notarize?: boolean;
    readonly fileAssociations: readonly Readonly<Record<string, string>>[];
  };
  readonly win: { readonly target: readonly string[]; readonly icon: string; readonly fileAssociations?: unknown };
  readonly nsis: { readonly include: string };
}

const require = createRequire(import.meta.url);
const builderFolder = join(require.resolve('app-builder-lib/package.json'), '..');
const read = (file: string): Promise<string> => readFile(file, 'utf8');

let text: string;
let config: BuilderConfig;
beforeAll(async () => {
  text = await read('electron-builder.yml');
  config = parse(text) as BuilderConfig;
});

async function validate(changed: object): Promise<void> {
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
    validateConfiguration: (config: object, debugLogger: object) => Promise<void>;
  };
  await validateConfiguration(structuredClone(changed), { isEnabled: false, add: () => undefined });
}

const variables = (words: string): readonly string[] =>
  [...new Set(words.match(/\b(?:WIN_)?(?:CSC|APPLE)_[A-Z_]+\b/g))].sort((a, b) => a.localeCompare(b));

describe('the schema', () => {
  test('knows every word of it', async () => {
    await expect(validate(config)).resolves.toBeUndefined();
  });

  test.each<[string, (config: BuilderConfig) => object]>([
    [
      'a slip in the name of a fuse',
      (good) => ({ ...good, electronFuses: { ...good.electronFuses, runAsNod: false } }),
    ],
    ['a value of another kind', (good) => ({ ...good, nsis: { ...good.nsis, oneClick: 'perhaps' } })],
    ['a slip at the top', (good) => ({ ...good, protcols: [] })],
    ['a slip in a system', (good) => ({ ...good, mac: { ...good.mac, hardendRuntime: true } })],
  ])('would find %s', async (_what, spoil) => {
    await expect(validate(spoil(config))).rejects.toThrow(/invalid/i);
  });
});

test('each system gets the installers that are promised', () => {
  expect([config.linux.target, config.mac.target, config.win.target]).toEqual([
    ['AppImage', 'deb'],
    ['dmg', 'zip'],
    ['nsis'],
  ]);
});

test('every fuse that electron-builder can set is set, and none opens a door', async () => {
  const schema = JSON.parse(await read(join(builderFolder, 'scheme.json'))) as {
    definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
  };
  const known = Object.keys(schema.definitions.FuseOptionsV1.properties);
  expect(Object.keys(config.electronFuses).sort()).toEqual(known.sort());
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  });
});

test('oci:// links are ours, .tgz files are not: only an offer beside what opens them', async () => {
  expect(config.protocols.map(({ schemes }) => schemes)).toEqual([['oci']]);
  expect(config.mac.fileAssociations).toEqual([
    { ext: 'tgz', name: 'Helm chart archive', role: 'Viewer', rank: 'Alternate' },
  ]);
  // On Windows electron-builder's own would take the files over; on Linux a MIME type is an offer by itself.
  expect([config.fileAssociations, config.win.fileAssociations]).toEqual([undefined, undefined]);
  expect(config.linux.mimeTypes).toEqual(['application/x-compressed-tar']);
  const installer = await read(config.nsis.include);
  expect(installer).toMatch(/WriteRegStr SHCTX "Software\\Classes\\\.tgz\\OpenWithProgids" "Chartroom\.tgz"/);
  expect(installer).not.toMatch(/WriteRegStr SHCTX "Software\\Classes\\\.tgz" /);
});

test('icons are square PNGs of the sizes that their names say and the systems ask for', async () => {
  const sizes = new Map<string, number>();
  for (const name of (await readdir(config.linux.icon)).filter((each) => each.endsWith('.png'))) {
    const png = await readFile(join(config.linux.icon, name));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // IHDR: width and height.
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`).toBe(name);
    sizes.set(join(config.linux.icon, name), png.readUInt32BE(16));
  }
  // 1× and 2× of what desktops draw.
  expect([...sizes.values()]).toEqual(expect.arrayContaining([16, 32, 48, 64, 128, 256, 512]));
  expect(sizes.get(config.mac.icon)).toBeGreaterThanOrEqual(512);
  expect(sizes.get(config.win.icon)).toBeGreaterThanOrEqual(256);
});

describe('signing and notarization come from the environment', () => {
  test('by the same names in the config and in CONTRIBUTING.md', async () => {
    const told = variables(await read('CONTRIBUTING.md'));
    expect(told).not.toEqual([]);
    expect(variables(text)).toEqual(told);
    // README names none, so that none can differ there.
    expect(variables(await read('README.md'))).toEqual([]);
  });

  test('by names that electron-builder reads', async () => {
    const sources = [
      'mac/MacTargetHelper.js',
      'platformPackager.js',
      'winPackager.js',
      'codeSign/windowsSignToolManager.js',
    ];
    const code = (await Promise.all(sources.map((file) => read(join(builderFolder, 'out', file))))).join('\n');
    const known = variables(code);
    for (const name of variables(text)) expect(known).toContain(name);
  });

  test('and nothing turns them off', () => {
    expect(config.mac.hardenedRuntime).toBe(true);
    expect(config.mac.notarize).not.toBe(false);
  });
});

test('the one native module comes along for the system that is packaged, and lies outside of the archive', () => {
  expect(config.files).toContain('!node_modules/keytar/prebuilds/!(${platform}-${arch})/**');
  expect(parse(text)).toMatchObject({ asar: true, asarUnpack: ['node_modules/keytar/**/*.node'], npmRebuild: false });
});

test('the sample charts lie outside of the archive, in which a file has no time and identity of its own', () => {
  expect(config.extraResources).toEqual([{ from: 'dist/sample-charts', to: 'sample-charts' }]);
  expect(config.files.filter((pattern) => pattern.includes('sample-charts'))).toEqual([]);
});
