import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appInfo, shorten } from '../../../electron/app-info';

function isUnsupportedOn(electron: string): boolean {
  return appInfo({
    version: '1.0.0',
    versions: { electron, chrome: '114', node: '18' },
    platform: 'linux',
    keychain: { kind: 'memory', why: 'none' },
    dataFolder: resolve('data'),
    homepage: null,
  }).unsupportedRuntime;
}

describe('the runtime', () => {
  it('is unsupported on an Electron that gets no fixes any more', () => {
    expect(['25.1.1', '42.9.9'].map(isUnsupportedOn)).toEqual([true, true]);
  });

  it('is supported on the current one and the two before', () => {
    expect(['43.0.0', '44.1.0', '45.4.1', '46.0.0-beta.1'].map(isUnsupportedOn)).toEqual([false, false, false, false]);
  });
});

describe('a folder as it is shown', () => {
  const home = resolve('home', 'ana');

  it.each([
    [home, '~'],
    [join(home, 'charts'), join('~', 'charts')],
    [resolve('home', 'anabel', 'charts'), resolve('home', 'anabel', 'charts')],
    [resolve('srv', 'charts'), resolve('srv', 'charts')],
  ])('%s', (folder, shown) => {
    expect(shorten(folder, home)).toBe(shown);
  });
});
