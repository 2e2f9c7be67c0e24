import { describe, expect, test } from 'vitest';
import { collectCertificates, type TrustSources } from '../../../../electron/registry/trust';

const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;

function sources(files: Readonly<Record<string, string>>, others: Partial<TrustSources> = {}): TrustSources {
  return {
    nodeCertificates: [pem('node')],
    readFile: (path) => files[path] ?? null,
    platform: 'linux',
    environment: {},
    ...others,
  };
}

const getCertificates = (type: 'system' | 'extra') => [pem(type)];

describe('on a Node without tls.getCACertificates', () => {
  test('Linux: the first of the bundles that is there, beside Node’s own list', () => {
    const files = {
      '/etc/pki/tls/certs/ca-bundle.crt': `# company\n${pem('a')}\ntext\n${pem('b')}\n`,
      '/etc/ssl/cert.pem': pem('c'),
    };
    expect(collectCertificates([], sources(files))).toEqual([pem('node'), pem('a'), pem('b')]);
  });

  test('other systems: Node’s own list', () => {
    const files = { '/etc/ssl/cert.pem': pem('c') };
    expect(collectCertificates([], sources(files, { platform: 'darwin' }))).toEqual([pem('node')]);
  });

  test('NODE_EXTRA_CA_CERTS is read from its file', () => {
    const environment = { NODE_EXTRA_CA_CERTS: '/extra.pem' };
    expect(collectCertificates([], sources({ '/extra.pem': pem('extra') }, { environment }))).toContain(pem('extra'));
  });
});

describe('on a Node that has it', () => {
  test('the system’s and the extra ones come along', () => {
    expect(collectCertificates([], sources({}, { getCertificates, platform: 'win32' }))).toEqual([
      pem('node'),
      pem('extra'),
      pem('system'),
    ]);
  });

  test('where it finds none on Linux, the bundle is read', () => {
    const files = { '/etc/ssl/certs/ca-certificates.crt': pem('bundle') };
    expect(collectCertificates([], sources(files, { getCertificates: () => [] }))).toEqual([
      pem('node'),
      pem('bundle'),
    ]);
  });
});

test('SSL_CERT_FILE stands in the place of the system’s file; an empty one is passed over', () => {
  const files = { '/mine.pem': pem('mine'), '/etc/ssl/cert.pem': pem('system'), '/empty.pem': '' };
  expect(collectCertificates([], sources(files, { environment: { SSL_CERT_FILE: '/mine.pem' } }))).toEqual([
    pem('node'),
    pem('mine'),
  ]);
  expect(collectCertificates([], sources(files, { environment: { SSL_CERT_FILE: '/empty.pem' } }))).toEqual([
    pem('node'),
    pem('system'),
  ]);
});

test('a registry’s own authority is added, each one once', () => {
  const files = { '/etc/ssl/cert.pem': pem('node') };
  expect(collectCertificates([pem('own'), `${pem('own')}\n`], sources(files))).toEqual([pem('node'), pem('own')]);
});
