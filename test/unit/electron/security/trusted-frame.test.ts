import { describe, expect, it } from 'vitest';
import { isAppUrl, isTrustedFrame } from '../../../../electron/security/trusted-frame';

const main = { url: 'app://chartroom/#/settings', routingId: 1, processId: 4 };

describe('isTrustedFrame', () => {
  it("hears the window's main frame on our own page", () => {
    expect(isTrustedFrame({ ...main }, main)).toBe(true);
  });

  it('hears nobody else', () => {
    expect(isTrustedFrame(null, main)).toBe(false);
    expect(isTrustedFrame(main, null)).toBe(false);
    expect(isTrustedFrame({ ...main, routingId: 2 }, main)).toBe(false);
    expect(isTrustedFrame({ ...main, processId: 5 }, main)).toBe(false);
    expect(isTrustedFrame({ ...main, url: 'https://chartroom/' }, main)).toBe(false);
  });
});

describe('isAppUrl', () => {
  it.each([
    'app://chartroom.example/',
    'app://chartroom:8080/',
    'app://x@chartroom/',
    'app://other/chartroom',
    'http://chartroom/',
    'file:///app://chartroom/',
    'about:blank',
    'data:text/html,app://chartroom/',
    '',
  ])('refuses %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});
