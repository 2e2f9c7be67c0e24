/**
 * A packaged chart on this machine with its .prov beside it: the verdict is what the real Helm 4.2.3 says of that very file. A folder,
 * and what stands beside one, is never taken for signed.
 */
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOfferedFiles } from '../../../electron/files/offered-files';
import { createLocalArchivePath } from '../../../electron/push/local-archives';
import { createPackagedFolders } from '../../../electron/push/packaged-folders';
import { createChartArchives } from '../../../electron/registries/chart-archives';
import { openContentCache } from '../../../electron/registry/content-cache';
import { digestOf } from '../../../electron/registry/digests';
import { readKeyFile } from '../../../electron/trust/key-file';
import { createKeyRing } from '../../../electron/trust/key-ring';
import { createTrustService, type TrustService } from '../../../electron/trust/trust-service';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { FileId } from '../../../shared/push';
import { trustReportSchema, type TrustReport } from '../../../shared/trust';
import { missingGnuPg, openGnuPg, type GnuPg } from '../../support/gnupg';
import { writePackedChart } from '../../support/packed-chart';

const run = promisify(execFile);
const missing = missingGnuPg();
if (missing !== null)
  process.stderr.write(`The verdicts on files of this machine were not held against helm: ${missing}.\n`);
const { signal } = new AbortController();

function noRegistry(): never {
  throw new Error('no registry is asked');
}

describe.skipIf(missing !== null)('the verdict on a file of this machine', () => {
  let folder: string;
  let place: string;
  let gnupg: GnuPg;
  let helm: string;
  let archive: string;
  let good: string;
  let ring: Buffer;
  let offer: (path: string) => FileId;
  let trust: TrustService;

  beforeAll(async () => {
    // As in the other test: Electron's cryptography knows these alone.
    vi.spyOn(crypto, 'getCurves').mockReturnValue(['prime256v1', 'secp384r1', 'secp521r1']);
    folder = await mkdtemp(join(tmpdir(), 'chartroom-local-trust-'));
    helm = await ensureHelm('4.2.3');
    gnupg = await openGnuPg();
    const ana = await gnupg.makeKey({ userId: 'ana <ana@example.test>' });
    archive = await writePackedChart(folder);
    const sum = digestOf(await readFile(archive));
    const message = `apiVersion: v2\nname: app\nversion: 1.0.0\n\n...\nfiles:\n  app-1.0.0.tgz: ${sum}\n`;
    good = await gnupg.clearSign(message, { by: [ana] });
    ring = await gnupg.export(ana);
    await writeFile(join(folder, 'ring.gpg'), ring);
    const offeredFiles = createOfferedFiles();
    offer = (path) => {
      const [file] = offeredFiles.offer([path]);
      if (file === undefined) throw new Error(path);
      return file.fileId;
    };
    const folders = createPackagedFolders({
      folder: join(folder, 'packaged'),
      unfinished: [],
      isInUse: () => false,
      onProblem: (message_) => {
        throw new Error(message_);
      },
    });
    const archivePath = createLocalArchivePath({ offeredFiles, folders });
    const content = openContentCache({ folder: join(folder, 'content'), limitBytes: () => 1e9 });
    trust = createTrustService({
      manifest: noRegistry,
      clientFor: noRegistry,
      content,
      archives: createChartArchives({
        manifest: noRegistry,
        clientFor: noRegistry,
        content,
        archivePath,
        folder: join(folder, 'in-use'),
        compareThread: { compare: noRegistry, images: noRegistry },
      }),
      archivePath,
      keyFiles: {
        ring: () => Promise.resolve({ ring: createKeyRing(readKeyFile(ring, 'ring.gpg').keys), fileCount: 1 }),
      },
      now: Date.now,
    });
  }, 120_000);
  afterAll(async () => {
    await gnupg.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    place = await mkdtemp(join(folder, 'place-'));
  });

  async function expectSame(path: string, state: TrustReport['state']): Promise<TrustReport> {
    // As the contract lets it out: no path is in it.
    const report = trustReportSchema.parse(await trust.report({ kind: 'file', fileId: offer(path) }, { signal }));
    const helms = await run(helm, ['verify', path, '--keyring', join(folder, 'ring.gpg')]).then(
      () => 'accepts',
      (error: unknown) => String(error),
    );
    expect(report.state, `Helm: ${helms}`).toBe(state);
    expect(helms === 'accepts', `Helm: ${helms}`).toBe(state === 'verified');
    return report;
  }

  async function put(fileName: string, prov: string | null): Promise<string> {
    const path = join(place, fileName);
    await copyFile(archive, path);
    if (prov !== null) await writeFile(`${path}.prov`, Buffer.from(prov, 'latin1'));
    return path;
  }

  it('a good signature, none, and one that comes later', async () => {
    const path = await put('app-1.0.0.tgz', good);
    expect((await expectSame(path, 'verified')).provenance?.fileName).toBe('app-1.0.0.tgz.prov');
    await rename(`${path}.prov`, `${path}.away`);
    expect((await expectSame(path, 'not-signed')).provenance).toBeNull();
    await rename(`${path}.away`, `${path}.prov`);
    await expectSame(path, 'verified');
    expect(await trust.provenanceBeside(offer(path), { signal })).toBe(good);
  });

  it('another name, another archive, another text', async () => {
    expect((await expectSame(await put('renamed.tgz', good), 'failed')).failure).toBe('other-file');
    const changed = await put('app-1.0.0.tgz', good);
    await rm(changed);
    await rename(await writePackedChart(place, { chartYaml: 'description: other\n' }), changed);
    expect((await expectSame(changed, 'failed')).failure).toBe('other-digest');
    await writeFile(`${changed}.prov`, good.replace('name: app', 'name: apq'));
    expect((await expectSame(changed, 'failed')).failure).toBe('altered');
    await writeFile(`${changed}.prov`, '');
    expect((await expectSame(changed, 'failed')).failure).toBe('no-signed-message');
  });

  it('by a link the name of the link counts, and what stands beside it', async () => {
    const path = await put('app-1.0.0.tgz', good);
    const other = join(place, 'elsewhere');
    await mkdir(other);
    const link = join(other, basename(path));
    await symlink(path, link);
    await expectSame(link, 'not-signed');
    await copyFile(`${path}.prov`, `${link}.prov`);
    await expectSame(link, 'verified');
  });

  it('a folder is not signed, though a .prov stands beside it', async () => {
    const path = join(place, 'app');
    await mkdir(path);
    await writeFile(join(path, 'Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 1.0.0\n');
    await writeFile(`${path}.prov`, good);
    const report = await expectSame(path, 'not-signed');
    expect(report.archive.fileName).toBe('app-1.0.0.tgz');
    expect(await trust.provenanceBeside(offer(path), { signal })).toBeNull();
  });
});
