import { describe, expect, it } from 'vitest';
import {
  formatOciReference,
  isRepositoryName,
  isTag,
  parseReference,
  parseRegistryAddress,
  tagToVersion,
  versionToTag,
} from '../../../shared/reference';

const digest = `sha256:${'0'.repeat(64)}`;

describe('parseRegistryAddress', () => {
  it.each([
    ['ghcr.io', 'ghcr.io'],
    [' Registry.LAN ', 'registry.lan'],
    ['localhost:5000', 'localhost:5000'],
    ['127.0.0.1:05000', '127.0.0.1:5000'],
    ['[::1]:5000', '[::1]:5000'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('takes %s', (text, address) => {
    expect(parseRegistryAddress(text)).toEqual({ ok: true, data: address });
  });

  it.each([
    ['https://ghcr.io', 'Leave out https://', 'ghcr.io'],
    ['oci://ghcr.io/acme', 'Leave out oci://', 'ghcr.io'],
    ['ghcr.io/acme/charts', 'Leave out the path; repositories are chosen later.', 'ghcr.io'],
    ['localhost:5000/', 'Leave out the path; repositories are chosen later.', 'localhost:5000'],
  ])('explains %s and offers what was meant', (text, message, suggestion) => {
    expect(parseRegistryAddress(text)).toEqual({ ok: false, error: { message, suggestion } });
  });

  it.each([
    ['', 'Enter a registry address'],
    ['my registry', "can't contain spaces"],
    ['ana@ghcr.io', 'Leave the user name out'],
    ['ghcr.io:', 'The port is missing'],
    ['ghcr.io:http', "http isn't a port"],
    ['ghcr.io:0', "0 isn't a port"],
    ['ghcr.io:65536', "65536 isn't a port"],
    ['::1', 'Put an IPv6 address in brackets'],
    ['-bad.example', "isn't a host name"],
    ['a..b', "isn't a host name"],
    ['ghcr.io?x', "isn't a host name"],
  ])('explains %s', (text, part) => {
    const parsed = parseRegistryAddress(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.error.message).toContain(part);
  });
});

describe('parseReference', () => {
  it('reads host, repository, tag and digest, with or without oci://', () => {
    expect(parseReference(`oci://GHCR.io/acme/charts/app:1.2.3@${digest}`)).toEqual({
      address: 'ghcr.io',
      repository: 'acme/charts/app',
      tag: '1.2.3',
      digest,
    });
    expect(parseReference('localhost:5000/app/')).toEqual({ address: 'localhost:5000', repository: 'app' });
    expect(parseReference('[::1]:5000/app:1')).toEqual({ address: '[::1]:5000', repository: 'app', tag: '1' });
  });

  it('writes + of a version as _ in the tag only', () => {
    expect(parseReference('ghcr.io/acme/app:1.0.0+build.7')).toMatchObject({ tag: '1.0.0_build.7' });
    expect(tagToVersion(versionToTag('1.0.0+build.7'))).toBe('1.0.0+build.7');
  });

  it.each([
    'acme/app',
    'ghcr.io',
    'ghcr.io/',
    'ghcr.io/Acme/app',
    'ghcr.io/a//b',
    'ghcr.io/a/../b',
    'ghcr.io/app:',
    'ghcr.io/app:-x',
    'ghcr.io/app@sha256:short',
    'https://ghcr.io/acme/app',
    'ghcr.io/app?x=1',
  ])('does not take %s', (text) => {
    expect(parseReference(text)).toBeNull();
  });

  it('is the inverse of formatting', () => {
    const text = `oci://ghcr.io/acme/app:1.2.3@${digest}`;
    const parsed = parseReference(text);
    expect(parsed && formatOciReference(parsed)).toBe(text);
  });
});

describe('names and tags', () => {
  it.each(['a', 'a/b', 'a-b', 'a--b', 'a__b', 'a.b_c/d0'])('%s is a repository name', (name) => {
    expect(isRepositoryName(name)).toBe(true);
  });
  it.each(['', 'A', 'a/', '/a', 'a___b', 'a..b', '-a', 'a-', 'a:b', 'ä', 'a'.repeat(256)])('%s is none', (name) => {
    expect(isRepositoryName(name)).toBe(false);
  });
  it('a tag has 1 to 128 characters', () => {
    expect(isTag('a'.repeat(128))).toBe(true);
    expect(isTag('a'.repeat(129))).toBe(false);
    expect(isTag('1.0.0+x')).toBe(false);
    expect(isTag('.x')).toBe(false);
  });

  it('long hostile names are refused quickly: no backtracking', () => {
    expect(isRepositoryName(`${'a-'.repeat(120)}!`)).toBe(false);
    expect(parseReference(`ghcr.io/${'a_'.repeat(100_000)}!`)).toBeNull();
  });
});
