import { expect, test } from 'vitest';
import { loginFiles } from '../../../../electron/credentials/login-files';

function paths(platform: NodeJS.Platform, env: Record<string, string>, homeFolder = '/home/ana') {
  return loginFiles({ platform, env, homeFolder }).map(({ tool, path }) => `${tool} ${path}`);
}

test('Linux: the home folder, and the runtime folder before it for Podman', () => {
  expect(paths('linux', { XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual([
    'docker /home/ana/.docker/config.json',
    'podman /run/user/1000/containers/auth.json',
    'podman /home/ana/.config/containers/auth.json',
    'helm /home/ana/.config/helm/registry/config.json',
  ]);
});

test('Linux: XDG_CONFIG_HOME moves Podman and Helm, not Docker', () => {
  expect(paths('linux', { XDG_CONFIG_HOME: '/cfg' })).toEqual([
    'docker /home/ana/.docker/config.json',
    'podman /cfg/containers/auth.json',
    'podman /home/ana/.config/containers/auth.json',
    'helm /cfg/helm/registry/config.json',
  ]);
});

test('a file is named once', () => {
  const found = paths('linux', { XDG_CONFIG_HOME: '/home/ana/.config' });
  expect(found.filter((line) => line.startsWith('podman'))).toEqual(['podman /home/ana/.config/containers/auth.json']);
});

test('each tool has a variable of its own, which goes before all else', () => {
  const env = {
    DOCKER_CONFIG: '/d',
    REGISTRY_AUTH_FILE: '/p/auth.json',
    HELM_REGISTRY_CONFIG: '/h/registry.json',
    HELM_CONFIG_HOME: '/other',
    XDG_CONFIG_HOME: '/cfg',
    XDG_RUNTIME_DIR: '/run',
  };
  expect(paths('linux', env)).toEqual(['docker /d/config.json', 'podman /p/auth.json', 'helm /h/registry.json']);
  const { HELM_REGISTRY_CONFIG: _unset, ...rest } = env;
  expect(paths('linux', rest)).toContain('helm /other/registry/config.json');
});

test('an empty variable is as good as none', () => {
  const env = {
    DOCKER_CONFIG: '',
    REGISTRY_AUTH_FILE: '',
    HELM_REGISTRY_CONFIG: '',
    XDG_CONFIG_HOME: '',
    XDG_RUNTIME_DIR: '',
  };
  expect(paths('linux', env)).toEqual(paths('linux', {}));
});

test('macOS', () => {
  expect(paths('darwin', { XDG_RUNTIME_DIR: '/run' }, '/Users/ana')).toEqual([
    'docker /Users/ana/.docker/config.json',
    'podman /Users/ana/.config/containers/auth.json',
    'helm /Users/ana/Library/Preferences/helm/registry/config.json',
  ]);
});

test('Windows', () => {
  const home = String.raw`C:\Users\ana`;
  expect(paths('win32', { APPDATA: String.raw`D:\Roaming` }, home)).toEqual([
    String.raw`docker C:\Users\ana\.docker\config.json`,
    String.raw`podman C:\Users\ana\.config\containers\auth.json`,
    String.raw`helm D:\Roaming\helm\registry\config.json`,
  ]);
  expect(paths('win32', {}, home)).toContain(String.raw`helm C:\Users\ana\AppData\Roaming\helm\registry\config.json`);
});
