import { describe, expect, it } from 'vitest';
import { checkExternalLink } from '../../../../electron/security/external-links';

describe('checkExternalLink', () => {
  it('takes https and shows it as the browser will spell it', () => {
    expect(checkExternalLink('https://EXAMPLE.com/a b')).toEqual({
      ok: true,
      url: 'https://example.com/a%20b',
      host: 'example.com',
    });
    const homograph = checkExternalLink('https://аpple.com/');
    expect(homograph).toMatchObject({ ok: true, host: 'xn--pple-43d.com' });
  });

  it.each([
    'http://example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user@example.com/',
    'https://user:pw@example.com/',
    'mailto:ana@example.com',
    'data:text/html,x',
    'ms-settings:',
    '//example.com',
    'not a url',
    '',
  ])('refuses %s', (url) => {
    expect(checkExternalLink(url)).toEqual({ ok: false });
  });
});
