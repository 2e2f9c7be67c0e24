import { describe, expect, it } from 'vitest';
import {
  listCommand,
  newConfigName,
  servingProcess,
} from '../../../../../electron/local-registry/engines/program-leftovers';
import {
  programEnvironment,
  REGISTRY_PROGRAMS,
} from '../../../../../electron/local-registry/engines/registry-programs';

const settings = { folder: '/charts', port: 5001, htpasswdFile: '/own/htpasswd', secret: 'random' };

function program(name: string) {
  const found = REGISTRY_PROGRAMS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe('a registry program', () => {
  it.each([
    ['registry', 'registry github.com/distribution/distribution/v3 v3.1.2+unknown\n', '3.1.2'],
    ['registry', 'registry github.com/docker/distribution v2.8.3\n', '2.8.3'],
    ['docker-registry', 'docker-registry github.com/docker/distribution 2.8.2+ds1\n', '2.8.2'],
    ['docker-registry', 'registry github.com/distribution/distribution/v3 (devel)\n', ''],
    ['registry', 'registry 1.0, a till\n', null],
    ['registry', '', null],
    ['zot', '{"level":"info","distribution-spec":"1.1.1","commit":"v2.1.10-0-gabcdef0","message":"version"}', '2.1.10'],
    ['zot', '{"distribution-spec":"1.1.1","commit":"gabcdef0"}', ''],
    ['zot', 'zot 5.9 (zsh)', null],
  ])('%s that says %j is version %j', (name, output, version) => {
    expect(program(name).readVersion(output)).toBe(version);
  });

  it('distribution listens on loopback only, lets delete, and asks for the login', () => {
    expect(program('registry').config(settings)).toMatchObject({
      storage: { filesystem: { rootdirectory: '/charts' }, delete: { enabled: true } },
      http: { addr: '127.0.0.1:5001', secret: 'random' },
      auth: { htpasswd: { realm: 'localhost', path: '/own/htpasswd' } },
    });
    expect(program('registry').config({ ...settings, htpasswdFile: null })).not.toHaveProperty('auth');
  });

  it('zot does the same in its own form, in a folder of its own', () => {
    expect(program('zot').config(settings)).toMatchObject({
      storage: { rootDirectory: '/charts/zot' },
      http: { address: '127.0.0.1', port: '5001', auth: { htpasswd: { path: '/own/htpasswd' } } },
    });
    expect(program('zot').config({ ...settings, htpasswdFile: null })).not.toHaveProperty('http.auth');
  });

  it("the user's own settings of a registry don't reach it", () => {
    const env = { PATH: '/bin', REGISTRY_HTTP_ADDR: ':80', registry_storage: 's3', OTEL_SERVICE_NAME: 'x' };
    expect(programEnvironment(env)).toEqual({ PATH: '/bin', OTEL_TRACES_EXPORTER: 'none' });
  });
});

describe('a program that a killed app left', () => {
  const config = newConfigName();

  it.each([
    [`  412 /usr/bin/docker-registry serve /home/ana/.config/program/${config}`, 412],
    [`7 "C:\\Program Files\\zot.exe" serve "C:\\Users\\ana b\\program\\${config}"`, 7],
    [`  413 vim /home/ana/program/${config}`, null],
    [`  414 registry serve /home/ana/program/${config} --more`, null],
    [`  415 registry serve /home/ana/program/${newConfigName()}`, null],
  ])('%s', (line, pid) => {
    expect(servingProcess(line, [config])).toBe(pid);
  });

  it('is looked for with what each system has', () => {
    expect(listCommand('linux')[0]).toBe('ps');
    expect(listCommand('darwin')[0]).toBe('ps');
    expect(listCommand('win32')[0]).toBe('powershell');
  });
});
