/**
 * The promise of the trust verdict: what the real Helm 4.2.3 says of the same archive, signature and key ring. Keys and signatures are
 * GnuPG's. Where Helm 3.17.3 says otherwise, the remark must say so.
 */
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../electron/registry/digests';
import { createKeyRing } from '../../../electron/trust/key-ring';
import { readKeyFile } from '../../../electron/trust/key-file';
import { verifyProvenance } from '../../../electron/trust/verify-provenance';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { TrustFailure, TrustRemark, TrustReport } from '../../../shared/trust';
import { missingGnuPg, openGnuPg, type GnuPg } from '../../support/gnupg';
import { writePackedChart } from '../../support/packed-chart';

const run = promisify(execFile);
const missing = missingGnuPg();
if (missing !== null) process.stderr.write(`The verdicts on signatures were not held against helm: ${missing}.\n`);

const PAST = '20200101T000000';
const FUTURE = '20990101T000000';

interface Answer {
  readonly accepts: boolean;
  readonly words: string;
}

describe.skipIf(missing !== null)('the verdict equals helm verify', () => {
  let folder: string;
  let gnupg: GnuPg;
  let archivePath: string;
  let text: string;
  let count = 0;
  const keys: Record<string, string> = {};
  const helms: Record<'4.2.3' | '3.17.3', string> = { '4.2.3': '', '3.17.3': '' };

  beforeAll(async () => {
    // Electron's cryptography knows these alone; for the curves that only Node's knows, openpgp.js would want a module that is missing.
    vi.spyOn(crypto, 'getCurves').mockReturnValue(['prime256v1', 'secp384r1', 'secp521r1']);
    folder = await mkdtemp(join(tmpdir(), 'chartroom-trust-'));
    helms['4.2.3'] = await ensureHelm('4.2.3');
    helms['3.17.3'] = await ensureHelm('3.17.3');
    gnupg = await openGnuPg();
    archivePath = await writePackedChart(folder);
    text = messageFor('app-1.0.0.tgz', digestOf(await readFile(archivePath)));
    const make = async (name: string, options: object = {}): Promise<void> => {
      keys[name] = await gnupg.makeKey({ userId: `${name} <${name}@example.test>`, ...options });
    };
    await make('ana');
    await make('bob');
    await make('dsa', { algorithm: 'dsa1024' });
    await make('eddsa', { algorithm: 'ed25519' });
    await make('ecdsa', { algorithm: 'nistp256' });
    await make('brainpool', { algorithm: 'brainpoolP256r1' });
    await make('rsa1024', { algorithm: 'rsa1024' });
    await make('expired', { at: PAST, expires: '1y' });
    await make('future', { at: FUTURE });
    await make('revoked');
    await make('subkey');
    await make('revoked-subkey');
    await make('expired-subkey', { at: PAST });
    await make('mixed');
    await make('revoked-user');
    await make('renamed');
  }, 120_000);
  afterAll(async () => {
    await gnupg.close();
    await rm(folder, { recursive: true, force: true });
  });

  const keyOf = (name: string): string => keys[name] ?? '';

  interface Files {
    /** A character each byte. */
    readonly prov: string;
    readonly ring: Buffer;
    readonly fileName?: string;
    readonly archive?: Buffer;
  }

  async function helmSays(version: '4.2.3' | '3.17.3', files: Files): Promise<Answer> {
    count += 1;
    const place = join(folder, String(count));
    await mkdir(place);
    const path = join(place, files.fileName ?? 'app-1.0.0.tgz');
    await writeFile(path, files.archive ?? (await readFile(archivePath)));
    await writeFile(`${path}.prov`, Buffer.from(files.prov, 'latin1'));
    await writeFile(join(place, 'ring.gpg'), files.ring);
    try {
      const { stdout } = await run(helms[version], ['verify', path, '--keyring', join(place, 'ring.gpg')]);
      return { accepts: true, words: stdout };
    } catch (error) {
      return { accepts: false, words: error instanceof Error && 'stderr' in error ? String(error.stderr) : '' };
    }
  }

  async function verdict(files: Files): Promise<TrustReport> {
    const fileName = files.fileName ?? 'app-1.0.0.tgz';
    const archive = files.archive ?? (await readFile(archivePath));
    const bytes = Buffer.from(files.prov, 'latin1');
    return await verifyProvenance({
      archive: { fileName, digest: digestOf(archive) },
      provenance: { fileName: `${fileName}.prov`, digest: digestOf(bytes), sizeBytes: bytes.length, bytes },
      keys: { ring: createKeyRing(readKeyFile(files.ring, 'ring.gpg').keys), fileCount: 1 },
      nowMs: Date.now(),
    });
  }

  /** Both helms and ours on the same files; `failure`: null for what is verified. */
  async function expectSame(files: Files, failure: TrustFailure | null): Promise<TrustReport> {
    const helm4 = await helmSays('4.2.3', files);
    const helm3 = await helmSays('3.17.3', files);
    const report = await verdict(files);
    expect(report.state, `Helm 4: ${helm4.words}`).toBe(helm4.accepts ? 'verified' : 'failed');
    expect(report.failure ?? null, `Helm 4: ${helm4.words}`).toBe(failure);
    const remark = remarkOnHelm3(helm4, helm3);
    expect(
      report.remarks.filter((each) => each.startsWith('helm3')),
      `Helm 3: ${helm3.words}`,
    ).toEqual(remark === null ? [] : [remark]);
    const told = failure === null ? wordsFor(report) : [];
    for (const words of told) expect(helm4.words).toContain(words);
    return report;
  }

  const signed = (by: string, more: readonly string[] = []): Promise<string> =>
    gnupg.clearSign(text, { by: [keyOf(by)], more });

  async function withChangedSignature(by: string, change: (packet: Buffer) => void): Promise<string> {
    const [head, block] = (await signed(by)).split('-----BEGIN PGP SIGNATURE-----\n');
    const body = Buffer.from((block ?? '').split('\n=')[0] ?? '', 'base64');
    change(body);
    const lines = body.toString('base64').replaceAll(/.{64}/g, '$&\n').trim();
    return `${head}-----BEGIN PGP SIGNATURE-----\n\n${lines}\n-----END PGP SIGNATURE-----\n`;
  }

  it.each(['ana', 'dsa', 'eddsa', 'ecdsa', 'brainpool', 'rsa1024'])('a good signature by %s', async (name) => {
    const report = await expectSame({ prov: await signed(name), ring: await gnupg.export(keyOf(name)) }, null);
    expect(report.signer?.fingerprint).toBe(keyOf(name));
    expect(report.signer?.validity).toBe('valid');
  });

  it.each(['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'])('a signature with %s', async (hash) => {
    const prov = await signed('ana', ['--digest-algo', hash]);
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('ana')) }, null);
    expect(report.remarks.includes('sha1')).toBe(hash === 'SHA1');
    expect(report.signatures).toMatchObject([{ hash: hash.replace('SHA', 'SHA-'), isChecked: true }]);
  });

  it('a signature with RIPEMD-160, which neither helm knows', async () => {
    const prov = await signed('ana', ['--digest-algo', 'RIPEMD160']);
    await expectSame({ prov, ring: await gnupg.export(keyOf('ana')) }, 'unknown-signer');
  });

  it('a whole key ring', async () => {
    const ring = await gnupg.export();
    await expectSame({ prov: await signed('ana'), ring }, null);
    await expectSame({ prov: await signed('bob'), ring }, null);
  });

  it('a key that is not in the ring', async () => {
    await expectSame({ prov: await signed('ana'), ring: await gnupg.export(keyOf('bob')) }, 'unknown-signer');
  });

  it('an expired key, used while it was good', async () => {
    const prov = await gnupg.clearSign(text, { by: [keyOf('expired')], at: '20200601T000000' });
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('expired')) }, 'key-expired');
    expect(report.signer?.validity).toBe('expired');
    expect(report.remarks).toContain('helm3-accepts');
  });

  it('a key and a signature of the future', async () => {
    const prov = await gnupg.clearSign(text, { by: [keyOf('future')], at: '20990201T000000' });
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('future')) }, 'key-from-future');
    expect(report.signer?.validity).toBe('from-future');
    const later = await gnupg.clearSign(text, { by: [keyOf('ana')], at: '20990201T000000' });
    await expectSame({ prov: later, ring: await gnupg.export(keyOf('ana')) }, 'signature-from-future');
  });

  it('a signature that has expired, and one that will', async () => {
    const ring = await gnupg.export(keyOf('expired-subkey'));
    const options = { by: [keyOf('expired-subkey')], at: '20200601T000000' };
    const expired = await gnupg.clearSign(text, { ...options, more: ['--default-sig-expire', '1m'] });
    await expectSame({ prov: expired, ring }, 'signature-expired');
    const lasting = await gnupg.clearSign(text, { ...options, more: ['--default-sig-expire', '30y'] });
    await expectSame({ prov: lasting, ring }, null);
  });

  it('a revoked key', async () => {
    const prov = await signed('revoked');
    const before = await gnupg.export(keyOf('revoked'));
    await expectSame({ prov, ring: before }, null);
    await gnupg.revokeKey(keyOf('revoked'));
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('revoked')) }, 'key-revoked');
    expect(report.signer?.validity).toBe('revoked');
    // Stricter than helm: a revocation counts in whichever of the key files it stands.
    const files = { prov, ring: Buffer.concat([before, await gnupg.export(keyOf('revoked'))]) };
    const both = await verdict(files);
    expect(both.failure).toBe('key-revoked');
    expect(both.remarks).toContain('helm-accepts-copy');
    expect((await helmSays('4.2.3', files)).accepts).toBe(true);
    expect(report.remarks).not.toContain('helm-accepts-copy');
  });

  it('a revoked user id', async () => {
    const prov = await signed('revoked-user');
    await gnupg.addUserId(keyOf('revoked-user'), 'Second <second@example.test>');
    await gnupg.revokeUserId(keyOf('revoked-user'), 'revoked-user <revoked-user@example.test>');
    await expectSame({ prov, ring: await gnupg.export(keyOf('revoked-user')) }, null);
  });

  it('subkeys: good, revoked, expired, of another algorithm', async () => {
    const good = await gnupg.addSubkey(keyOf('subkey'), 'rsa2048');
    const prov = await gnupg.clearSign(text, { by: [`${good}!`] });
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('subkey')) }, null);
    expect(report.signer?.subkeyFingerprint).toBe(good);
    expect(report.signer?.fingerprint).toBe(keyOf('subkey'));

    const revoked = await gnupg.addSubkey(keyOf('revoked-subkey'), 'rsa2048');
    const before = await gnupg.clearSign(text, { by: [`${revoked}!`] });
    await gnupg.revokeSubkey(keyOf('revoked-subkey'));
    await expectSame({ prov: before, ring: await gnupg.export(keyOf('revoked-subkey')) }, 'key-revoked');

    await gnupg.addSubkey(keyOf('mixed'), 'ed25519');
    const byPrimary = await gnupg.clearSign(text, { by: [`${keyOf('mixed')}!`] });
    const mixed = await expectSame({ prov: byPrimary, ring: await gnupg.export(keyOf('mixed')) }, null);
    expect(mixed.remarks).toContain('helm3-refuses');
  });

  it('two signatures: the first by a known key counts, good or not', async () => {
    const prov = await gnupg.clearSign(text, { by: [keyOf('ana'), keyOf('bob')] });
    const report = await expectSame({ prov, ring: await gnupg.export() }, null);
    expect(report.signatures).toHaveLength(2);
    expect(report.remarks).toContain('several-signatures');
    for (const name of ['ana', 'bob']) {
      const one = await expectSame({ prov, ring: await gnupg.export(keyOf(name)) }, null);
      expect(one.signer?.fingerprint).toBe(keyOf(name));
    }
    await expectSame({ prov, ring: await gnupg.export(keyOf('eddsa')) }, 'unknown-signer');
    const withRevoked = await gnupg.clearSign(text, { by: [keyOf('ana'), keyOf('bob')] });
    await expectSame(
      { prov: withRevoked.replace('sha256:', 'sha256:0'), ring: await gnupg.export(keyOf('ana'), keyOf('bob')) },
      'altered',
    );
  });

  it('a text that was changed, in each of its parts', async () => {
    const prov = await signed('ana');
    const ring = await gnupg.export(keyOf('ana'));
    await expectSame({ prov: prov.replace('name: app', 'name: apq'), ring }, 'altered');
    await expectSame({ prov: prov.replace('Hash: SHA512', 'Hash: SHA256'), ring }, null);
    await expectSame({ prov: prov.replace('Hash: SHA512', 'Comment: x'), ring }, 'no-signed-message');
    await expectSame({ prov: prov.replace('name: app\n', 'name: app  \t\n'), ring }, null);
    await expectSame({ prov: prov.replace('name: app\n', 'name: app\n\n'), ring }, 'altered');
  });

  it('another file, another name, another archive', async () => {
    const ring = await gnupg.export(keyOf('ana'));
    const prov = await signed('ana');
    await expectSame({ prov, ring, fileName: 'app-1.0.1.tgz' }, 'other-file');
    const other = await readFile(await writePackedChart(folder, { name: 'other' }));
    await expectSame({ prov, ring, archive: other }, 'other-digest');
    const noSums = await gnupg.clearSign('name: app\nversion: 1.0.0\n', { by: [keyOf('ana')] });
    await expectSame({ prov: noSums, ring }, 'bad-sums');
    const list = await gnupg.clearSign('name: app\n\n...\nfiles: [app]\n', { by: [keyOf('ana')] });
    await expectSame({ prov: list, ring }, 'bad-sums');
    const nested = await gnupg.clearSign(text.replace('files:', 'images: [a]\nfiles:'), { by: [keyOf('ana')] });
    await expectSame({ prov: nested, ring }, 'bad-sums');
    const twice = await gnupg.clearSign(`${text}\n...\nfiles: {}\n`, { by: [keyOf('ana')] });
    await expectSame({ prov: twice, ring }, null);
    const upper = text.replace(/sha256:[0-9a-f]+/, (sum) => sum.toUpperCase());
    await expectSame({ prov: await gnupg.clearSign(upper, { by: [keyOf('ana')] }), ring }, 'other-digest');
  });

  it('a .prov that is cut off, damaged, or something else', async () => {
    const prov = await signed('ana');
    const ring = await gnupg.export(keyOf('ana'));
    const at = prov.indexOf('-----BEGIN PGP SIGNATURE');
    await expectSame({ prov: prov.slice(0, at), ring }, 'no-signed-message');
    await expectSame({ prov: prov.slice(0, at + 200), ring }, 'no-signed-message');
    await expectSame({ prov: '', ring }, 'no-signed-message');
    await expectSame({ prov: 'hello', ring }, 'no-signed-message');
    await expectSame({ prov: `${prov}${prov}`, ring }, null);
    const garbled = prov.slice(0, at) + prov.slice(at).replace(/\n\n.{8}/, '\n\n********');
    await expectSame({ prov: garbled, ring }, 'bad-signature');
    const noPackets = prov.slice(0, at) + prov.slice(at).replace(/\n\n[^-]*/, '\n\nAAAA\n');
    await expectSame({ prov: noPackets, ring }, 'bad-signature');
    const ownKey = (await gnupg.exportArmored(keyOf('ana'))).replaceAll('PUBLIC KEY BLOCK', 'SIGNATURE');
    await expectSame({ prov: prov.slice(0, at) + ownKey, ring }, 'bad-signature');
  });

  it('text around the message, and CRLF', async () => {
    const prov = await signed('ana');
    const ring = await gnupg.export(keyOf('ana'));
    const around = await expectSame({ prov: `Trust me.\n${prov}Really.\n`, ring }, null);
    expect(around.remarks).toContain('unsigned-text');
    expect((await expectSame({ prov: prov.replaceAll('\n', '\r\n'), ring }, null)).remarks).toEqual([]);
    await expectSame({ prov: ` ${prov}`, ring }, 'no-signed-message');
    await expectSame({ prov: `\uFEFF${prov}`, ring }, 'no-signed-message');
  });

  it('dashes and letters of other scripts', async () => {
    const odd = `description: Zoë – 漢字\n- dash: x\n-----END\n${text}`;
    const prov = await gnupg.clearSign(odd, { by: [keyOf('ana')] });
    // Helm 3 reads the chart's part as well, which is no YAML here.
    const files = { prov, ring: await gnupg.export(keyOf('ana')) };
    expect((await helmSays('4.2.3', files)).accepts).toBe(true);
    expect((await verdict(files)).state).toBe('verified');
  });

  it('a signature whose short sum is wrong: only Helm 3 looks at it', async () => {
    const prov = await withChangedSignature('ana', (body) => {
      // Behind the header of the packet: version, type and algorithms, then both lists of subpackets.
      const unhashed = 3 + 6 + body.readUInt16BE(3 + 4);
      const sum = unhashed + 2 + body.readUInt16BE(unhashed);
      body[sum] = (body[sum] ?? 0) ^ 1;
    });
    const report = await expectSame({ prov, ring: await gnupg.export(keyOf('ana')) }, null);
    expect(report.remarks).toContain('helm3-refuses');
  });

  it('a signature of version 6 is told to be one that helm reads', async () => {
    const prov = await withChangedSignature('ana', (body) => {
      // The header of the packet has three bytes.
      expect(body[3]).toBe(4);
      body[3] = 6;
    });
    const report = await verdict({ prov, ring: await gnupg.export(keyOf('ana')) });
    expect(report.state).toBe('failed');
    expect(report.remarks).toContain('helm-reads-version-6');
  });

  it('a key whose own signatures are damaged counts for nothing', async () => {
    const ring = Buffer.from(await gnupg.export(keyOf('ana')));
    const last = ring.length - 10;
    ring[last] = (ring[last] ?? 0) ^ 1;
    await expectSame(
      { prov: await signed('ana'), ring: Buffer.concat([await gnupg.export(keyOf('bob')), ring]) },
      'unknown-signer',
    );
  });
});

function messageFor(fileName: string, digest: string): string {
  return `apiVersion: v2\nappVersion: "2.0"\nname: app\nversion: 1.0.0\n\n...\nfiles:\n  ${fileName}: ${digest}\n`;
}

/** What helm prints of a chart that it takes. */
function wordsFor({ signer, archive }: TrustReport): readonly string[] {
  return [
    `Using Key With Fingerprint: ${signer?.fingerprint}`,
    `Chart Hash Verified: ${archive.digest}`,
    ...(signer?.userIds ?? []).map((each) => `Signed by: ${each}`),
  ];
}

function remarkOnHelm3(helm4: Answer, helm3: Answer): TrustRemark | null {
  if (helm4.accepts === helm3.accepts) return null;
  return helm3.accepts ? 'helm3-accepts' : 'helm3-refuses';
}
