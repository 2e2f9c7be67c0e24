import { describe, expect, it } from 'vitest';
import { appFile } from '../../../../electron/security/app-file';

describe('appFile', () => {
  it('finds the page and what lies below its folder', () => {
    expect(appFile('/app/renderer', 'app://chartroom/')).toBe('/app/renderer/index.html');
    expect(appFile('/app/renderer', 'app://chartroom/assets/x.js?v=1#y')).toBe('/app/renderer/assets/x.js');
  });

  it('stays in its folder where the URL itself takes the dots away', () => {
    expect(appFile('/app/renderer', 'app://chartroom/%2e%2e/main/main.js')).toBe('/app/renderer/main/main.js');
  });

  it.each([
    'app://chartroom/..%2f..%2fpackage.json',
    'app://chartroom/%00',
    'app://chartroom/%zz',
    'app://chartroom/..%2frenderer-other/x',
    'app://other/index.html',
    'https://chartroom/index.html',
  ])('finds nothing for %s', (url) => {
    expect(appFile('/app/renderer', url)).toBeNull();
  });
});
