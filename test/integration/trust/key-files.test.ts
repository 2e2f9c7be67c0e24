/** Key files in each of the forms that GnuPG writes, chosen, remembered and forgotten; what can't be used is told and does no harm. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyFileStore } from '../../../electron/settings/key-file-store';
import { createKeyFiles } from '../../../electron/trust/key-files';
import { missingGnuPg, openGnuPg, type GnuPg } from '../../support/gnupg';

const missing = missingGnuPg();
if (missing !== null) process.stderr.write(`Key files of GnuPG were not read: ${missing}.\n`);

describe.skipIf(missing !== null)('key files', () => {
  let folder: string;
  let gnupg: GnuPg;
  let fingerprint: string;
  let count = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-key-files-'));
    gnupg = await openGnuPg();
    fingerprint = await gnupg.makeKey({ userId: 'Zoë Example <zoe@example.test>' });
    await gnupg.makeKey({ userId: 'old <old@example.test>', at: '20200101T000000', expires: '1y' });
  });
  afterAll(async () => {
    await gnupg.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open() {
    count += 1;
    const place = join(folder, String(count));
    await mkdir(place);
    const keyFiles = createKeyFiles({
      openStore: () => openKeyFileStore(place),
      now: Date.now,
      onProblem: (problem) => expect(problem).toBe(''),
    });
    return { place, keyFiles };
  }

  it('are read armored, binary, and from the keybox as it is', async () => {
    const { place, keyFiles } = await open();
    await writeFile(join(place, 'keys.asc'), await gnupg.exportArmored());
    await writeFile(join(place, 'pubring.gpg'), await gnupg.export());
    for (const path of [join(place, 'keys.asc'), join(place, 'pubring.gpg'), join(gnupg.home, 'pubring.kbx')]) {
      await keyFiles.add(path);
      await keyFiles.add(path);
    }
    const files = await keyFiles.list();
    expect(files.map(({ fileName, content }) => [fileName, 'form' in content && content.form])).toEqual([
      ['keys.asc', 'armored'],
      ['pubring.gpg', 'binary'],
      ['pubring.kbx', 'keybox'],
    ]);
    for (const { content } of files) {
      expect(content).toMatchObject({
        keys: [
          { userId: 'Zoë Example <zoe@example.test>', fingerprint, validity: 'valid' },
          { userId: 'old <old@example.test>', validity: 'expired' },
        ],
        keyCount: 2,
        unusableCount: 0,
        secretKeyCount: 0,
      });
    }
    const chosen = await keyFiles.ring();
    expect(chosen?.fileCount).toBe(3);
    expect(await chosen?.ring.find(fingerprint.slice(-16).toLowerCase())).toHaveLength(3);
  });

  it('are remembered, told where they are gone, and forgotten', async () => {
    const { place, keyFiles } = await open();
    const path = join(place, 'keys.asc');
    await writeFile(path, await gnupg.exportArmored());
    await keyFiles.add(path);
    await rm(path);
    const [file] = await keyFiles.list();
    expect(file?.content).toMatchObject({ code: 'vanished', fileName: 'keys.asc' });
    expect(await keyFiles.ring()).toBeNull();
    const saved = await readFile(join(place, 'key-files.json'), 'utf8');
    expect(saved).toContain('keys.asc');
    expect(saved).not.toContain('PGP');
    if (file !== undefined) await keyFiles.remove(file.id);
    expect(await keyFiles.list()).toEqual([]);
  });

  it('that hold nothing to use are refused, secret keys among them', async () => {
    const { place, keyFiles } = await open();
    const refused = async (name: string, bytes: Buffer | string, code: string): Promise<void> => {
      await writeFile(join(place, name), bytes);
      await expect(keyFiles.add(join(place, name))).rejects.toMatchObject({ code, fileName: name });
    };
    await refused('secret.gpg', await gnupg.exportSecret(fingerprint), 'secret-keys');
    await refused('pubring.db', 'SQLite format 3\0', 'keyboxd');
    await refused('text.txt', 'hello', 'no-keys');
    await refused('cut.gpg', (await gnupg.export()).subarray(0, 100), 'damaged');
    await refused('large.gpg', Buffer.alloc(17 * 1024 * 1024), 'too-large');
    await expect(keyFiles.add(place)).rejects.toMatchObject({ code: 'not-a-file' });
    await expect(keyFiles.add(join(place, 'none'))).rejects.toMatchObject({ code: 'vanished' });
    expect(await keyFiles.list()).toEqual([]);
  });
});
