/** The .prov beside an archive: found, bounded, and compared with it. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkProvenance, readProvenanceBeside } from '../../../../electron/charts/provenance';
import { digestOf } from '../../../../electron/registry/digests';
import { provenanceText } from '../../../support/packed-chart';

const DIGEST = digestOf(Buffer.from('chart'));
const { signal } = new AbortController();

describe('checkProvenance', () => {
  const text = provenanceText('app-1.0.0.tgz', DIGEST);

  it('knows its own archive, with the line ends of Windows too', () => {
    expect(checkProvenance(text, 'app-1.0.0.tgz', DIGEST)).toEqual({ outcome: 'matches' });
    expect(checkProvenance(text.replaceAll('\n', '\r\n'), 'app-1.0.0.tgz', DIGEST)).toEqual({ outcome: 'matches' });
  });

  it('tells another content from another file', () => {
    const other = digestOf(Buffer.from('other'));
    expect(checkProvenance(text, 'app-1.0.0.tgz', other)).toEqual({ outcome: 'mismatch', expected: DIGEST });
    expect(checkProvenance(text, 'app-2.0.0.tgz', DIGEST)).toEqual({
      outcome: 'other-file',
      fileNames: ['app-1.0.0.tgz'],
    });
  });

  it.each([
    ['nothing', ''],
    ['other text', 'name: app\n'],
    ['a web page', '<html></html>'],
    ['no signature', text.slice(0, text.indexOf('-----BEGIN PGP SIGNATURE'))],
    ['no line of dots', text.replace('\n...\n', '\n')],
    ['no sums', text.replace(/files:\n.*\n/, '')],
    ['sums that are no mapping', text.replace(/files:\n.*\n/, 'files: [a]\n')],
    ['broken sums', text.replace(/files:\n.*\n/, 'files: [\n')],
  ])('finds unreadable: %s', (_name, broken) => {
    expect(checkProvenance(broken, 'app-1.0.0.tgz', DIGEST)).toEqual({ outcome: 'unreadable' });
  });
});

describe('readProvenanceBeside', () => {
  let folder: string;
  let archive: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-prov-'));
    archive = join(folder, 'app.tgz');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('finds none, or reads it with its digest', async () => {
    expect(await readProvenanceBeside(archive, { signal })).toBeNull();
    await writeFile(`${archive}.prov`, 'signed');
    expect(await readProvenanceBeside(archive, { signal })).toMatchObject({
      fileName: 'app.tgz.prov',
      digest: digestOf(Buffer.from('signed')),
      sizeBytes: 6,
    });
  });

  it('does not read a huge one, a folder or a pipe', async () => {
    await writeFile(`${archive}.prov`, '');
    await truncate(`${archive}.prov`, 2 ** 31);
    await expect(readProvenanceBeside(archive, { signal })).rejects.toMatchObject({ code: 'too-large' });
    await rm(`${archive}.prov`);
    await mkdir(`${archive}.prov`);
    await expect(readProvenanceBeside(archive, { signal })).rejects.toMatchObject({ code: 'bad-provenance' });
    await rm(`${archive}.prov`, { recursive: true });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [`${archive}.prov`]);
    await expect(readProvenanceBeside(archive, { signal })).rejects.toMatchObject({ code: 'bad-provenance' });
  });

  it('is cancelled with the reason of its signal', async () => {
    await writeFile(`${archive}.prov`, 'signed');
    const reason = new Error('closed');
    await expect(readProvenanceBeside(archive, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
