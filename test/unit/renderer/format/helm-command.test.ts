import { describe, expect, it } from 'vitest';
import {
  helmLoginCommand,
  helmPullCommand,
  helmPushExample,
  helmShowCommand,
  helmUntarCommand,
  localChart,
  registryChart,
} from '../../../../renderer/format/helm-command';
import { parseReference } from '../../../../shared/reference';

const place = { address: 'registry.lan:5000', repository: 'charts/app' };

it('unpacking is a pull with a flag', () => {
  expect(helmUntarCommand({ ...place, tag: '1.0.0' }, { plainHttp: true })).toBe(
    'helm pull oci://registry.lan:5000/charts/app --version 1.0.0 --plain-http --untar',
  );
});

it('prints a part of a chart, in a registry or of a file by its name', () => {
  const chart = registryChart({ ...place, tag: '1.0.0_acme.1' }, { plainHttp: true });
  expect(helmShowCommand('values', chart)).toBe(
    'helm show values oci://registry.lan:5000/charts/app --version 1.0.0+acme.1 --plain-http',
  );
  expect(helmShowCommand('all', localChart("it's app.tgz"))).toBe("helm show all 'it'\\''s app.tgz'");
});

describe('helmPullCommand', () => {
  it('names the version as the chart does, not as the tag', () => {
    expect(helmPullCommand({ ...place, tag: '1.0.0_acme.1' }, { plainHttp: false })).toBe(
      'helm pull oci://registry.lan:5000/charts/app --version 1.0.0+acme.1',
    );
  });

  it('keeps a digest in the reference, without the tag beside it, and says plain HTTP', () => {
    const text = `registry.lan:5000/charts/app@sha256:${'a'.repeat(64)}`;
    const reference = parseReference(text);
    if (!reference) throw new Error('the reference of this test does not parse');
    expect(helmPullCommand(reference, { plainHttp: true })).toBe(`helm pull oci://${text} --plain-http`);
    const tagged = helmPullCommand({ ...reference, tag: '1.0.0' }, { plainHttp: true });
    expect(tagged).toBe(`helm pull oci://${text} --plain-http`);
  });

  it('pulls the newest without either', () => {
    expect(helmPullCommand(place, { plainHttp: false })).toBe('helm pull oci://registry.lan:5000/charts/app');
  });
});

it('logs in without a password, the user name as a word of the shell', () => {
  expect(helmLoginCommand('localhost:5000', 'ana', { plainHttp: true })).toBe(
    'helm registry login localhost:5000 --username ana --plain-http',
  );
  expect(helmLoginCommand('ghcr.io', "o'neil & co", { plainHttp: false })).toBe(
    "helm registry login ghcr.io --username 'o'\\''neil & co'",
  );
});

it('pushes a chart to be filled in', () => {
  expect(helmPushExample('localhost:5000', { plainHttp: true })).toBe(
    'helm push CHART.tgz oci://localhost:5000 --plain-http',
  );
});
