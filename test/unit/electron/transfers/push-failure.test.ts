import { describe, expect, it } from 'vitest';
import { ChartError } from '../../../../electron/charts/chart-error';
import { toAppError } from '../../../../electron/ipc/app-error';
import { RegistryError, type RegistryFailure } from '../../../../electron/registry/registry-error';
import { pushFailure, type PushFailureOptions } from '../../../../electron/transfers/push-failure';
import type { PushRequest } from '../../../../electron/transfers/transfer-request';
import { sha256 } from '../../../support/registry-clients';

const digest = sha256(Buffer.from('x'));
const request: PushRequest = {
  kind: 'push',
  address: 'registry.lan',
  repository: 'charts/app',
  tag: '1.0.0',
  filePath: '/home/ana/app-1.0.0.tgz',
  shown: { name: 'app', version: '1.0.0', digest, modifiedAtMs: 0, provenanceDigest: null },
  withProvenance: true,
};

function wordsFor(failure: RegistryFailure, changed: Partial<PushFailureOptions> = {}) {
  const error = new RegistryError('technical', failure, { host: 'registry.lan' });
  const outcome = pushFailure(error, { request, sentBytes: null, username: undefined, toAppError, ...changed });
  if (outcome.kind !== 'failed') throw new Error(outcome.kind);
  return outcome.error;
}

describe('the words of a push that failed', () => {
  it('tell how far a lost connection came', () => {
    const reset = { code: 'network', problem: 'reset' } as const;
    expect(wordsFor(reset, { sentBytes: 11_200 }).message).toBe('Connection lost at 11.2 KB. No tag was written.');
    expect(wordsFor({ code: 'network', problem: 'timeout' }, { sentBytes: 11_200 }).message).toBe(
      'registry.lan stopped answering at 11.2 KB. No tag was written.',
    );
    expect(wordsFor({ code: 'network', problem: 'dns' }).message).toBe("Can't reach registry.lan.");
    expect(wordsFor({ code: 'network', problem: 'dns' }).why).toMatch(/ No tag was written\.$/);
  });

  it('do not claim that there is no tag where one was to be replaced', () => {
    const replacing = { ...request, replaceDigest: digest };
    const words = wordsFor({ code: 'server-error' }, { request: replacing });
    expect(words.why).toMatch(/ The tag was not changed\.$/);
    expect(JSON.stringify(words)).not.toContain('No tag was written');
  });

  it('name who may not push, where somebody is logged in', () => {
    expect(wordsFor({ code: 'forbidden' }, { username: 'ana' }).message).toBe(
      "You're logged in as ana, but can't push to charts/app.",
    );
    expect(wordsFor({ code: 'forbidden' }).message).toBe("registry.lan doesn't let you push to charts/app.");
  });

  it('offer no Retry for a file that must be looked at first', () => {
    const options = { request, sentBytes: null, username: undefined, toAppError };
    const canRetry = (code: 'changed' | 'vanished' | 'damaged'): boolean => {
      const outcome = pushFailure(new ChartError(code, 'words'), options);
      return outcome.kind === 'failed' && outcome.canRetry;
    };
    expect([canRetry('changed'), canRetry('damaged'), canRetry('vanished')]).toEqual([false, false, true]);
  });
});
