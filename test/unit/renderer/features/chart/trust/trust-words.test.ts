import { describe, expect, it } from 'vitest';
import { reasonWords, STATE_TONES, STATE_WORDS } from '../../../../../../renderer/features/chart/trust/trust-words';
import { digestSchema } from '../../../../../../shared/oci';
import { trustFailureSchema, trustStateSchema, type TrustReport } from '../../../../../../shared/trust';

const REPORT: TrustReport = {
  state: 'verified',
  remarks: [],
  archive: { fileName: 'web-1.0.0.tgz', digest: digestSchema.parse(`sha256:${'0'.repeat(64)}`) },
  provenance: null,
  signedFiles: [],
  signatures: [],
  signer: null,
  keyFileCount: 0,
};

describe('the verdict in words', () => {
  it('is one of four, each its own, and only one of them is good', () => {
    expect(Object.values(STATE_WORDS)).toEqual([
      'Verified',
      'Signed, not checked',
      'Not signed',
      'Verification failed',
    ]);
    const good = trustStateSchema.options.filter((state) => STATE_TONES[state] === 'success');
    expect(good).toEqual(['verified']);
  });

  it('has a reason of its own for each failure', () => {
    const words = trustFailureSchema.options.map((failure) =>
      reasonWords({ ...REPORT, state: 'failed', failure }, 'registry'),
    );
    expect(new Set(words).size).toBe(words.length);
    for (const each of words) expect(each).toMatch(/^[A-Z].*[.?]$/);
  });

  it('names the file that was signed and the one that is here', () => {
    const signedFiles = [{ fileName: 'api-2.0.0.tgz', sum: '' }];
    const words = reasonWords({ ...REPORT, state: 'failed', failure: 'other-file', signedFiles }, 'registry');
    expect(words).toContain('api-2.0.0.tgz');
    expect(words).toContain('web-1.0.0.tgz');
    expect(reasonWords({ ...REPORT, state: 'failed', failure: 'other-file' }, 'registry')).toContain('names none');
  });

  it('says why there is no signature, by where the chart lies', () => {
    const unsigned = { ...REPORT, state: 'not-signed' } as const;
    expect(reasonWords(unsigned, 'registry')).toBe('There is no provenance file. Nobody can tell who made this chart.');
    expect(reasonWords(unsigned, 'file')).toContain('beside it, which would be web-1.0.0.tgz.prov');
    expect(reasonWords(unsigned, 'folder')).toContain('helm package --sign');
  });

  it('says that a good signature is no proof of a good chart', () => {
    expect(reasonWords(REPORT, 'registry')).toContain('not that the chart does no harm');
  });
});
