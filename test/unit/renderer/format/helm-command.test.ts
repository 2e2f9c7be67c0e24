import { describe, expect, it } from 'vitest';
import { helmPullCommand } from '../../../../renderer/format/helm-command';
import type { Digest } from '../../../../shared/digest';

const place = { address: 'registry.lan:5000', repository: 'charts/app' };

describe('helmPullCommand', () => {
  it('names the version as the chart does, not as the tag', () => {
    expect(helmPullCommand({ ...place, tag: '1.0.0_acme.1' }, { plainHttp: false })).toBe(
      'helm pull oci://registry.lan:5000/charts/app --version 1.0.0+acme.1',
    );
  });

  it('keeps a digest in the reference and says plain HTTP', () => {
    const digest = `sha256:${'a'.repeat(64)}` as Digest;
    expect(helmPullCommand({ ...place, digest }, { plainHttp: true })).toBe(
      `helm pull oci://registry.lan:5000/charts/app@${digest} --plain-http`,
    );
  });

  it('pulls the newest without either', () => {
    expect(helmPullCommand(place, { plainHttp: false })).toBe('helm pull oci://registry.lan:5000/charts/app');
  });
});
