/** The command lines that Docker and Podman get, to the letter, and how their answers are read. */
import { describe, expect, it } from 'vitest';
import {
  containerName,
  isNoSuchContainer,
  logArguments,
  optionsMark,
  readInspect,
  readLogLine,
  runArguments,
  stopArguments,
} from '../../../../../electron/local-registry/engines/container-commands';

const options = {
  name: 'chartroom-registry',
  image: 'docker.io/library/registry:3',
  folder: '/home/ana/charts',
  port: 5001,
  htpasswdFile: null,
  mark: 'abc',
  user: null,
  relabel: false,
};

describe('running', () => {
  it("is Helm's guide with a volume, on loopback only, and marked as ours", () => {
    expect(runArguments(options).join(' ')).toBe(
      'run -d -p 127.0.0.1:5001:5000 --restart=always --name chartroom-registry --label io.chartroom.local-registry=abc' +
        ' -v /home/ana/charts:/var/lib/registry -e REGISTRY_STORAGE_DELETE_ENABLED=true -e REGISTRY_HTTP_DRAINTIMEOUT=5s' +
        ' -e OTEL_TRACES_EXPORTER=none docker.io/library/registry:3',
    );
  });

  it('mounts the password file for reading only, as the guide does', () => {
    const args = runArguments({ ...options, htpasswdFile: '/home/ana/htpasswd', user: '1000:1000', relabel: true });
    expect(args).toContain('/home/ana/htpasswd:/etc/docker/registry/auth.htpasswd:ro,z');
    expect(args).toContain('REGISTRY_AUTH={htpasswd: {realm: localhost, path: /etc/docker/registry/auth.htpasswd}}');
    expect(args).toContain('/home/ana/charts:/var/lib/registry:z');
    expect(args.join(' ')).toContain('--user 1000:1000');
  });

  it('a name with spaces and quotes stays one argument: there is no shell', () => {
    const folder = `/home/ana/my "charts"; rm -rf $HOME`;
    expect(runArguments({ ...options, folder })).toContain(`${folder}:/var/lib/registry`);
  });

  it('stops with time for what is under way, and follows the log from where it was', () => {
    expect(stopArguments('id')).toEqual(['stop', '-t', '10', 'id']);
    expect(logArguments('id', { tail: 500 })).toEqual(['logs', '-f', '-t', '--tail', '500', 'id']);
    expect(logArguments('id', { since: '2026-11-24T10:00:00Z' })).toContain('--since');
  });
});

it("the container's name is a user's and a profile's own, the same at each start, and one that engines allow", () => {
  const ana = containerName('/home/ana/.config/Chartroom/local-registry');
  expect(ana).toMatch(/^chartroom-registry-[0-9a-f]{8}$/);
  expect(containerName('/home/ana/.config/Chartroom/local-registry')).toBe(ana);
  expect(containerName('/home/ben/.config/Chartroom/local-registry')).not.toBe(ana);
});

describe('the mark of the options', () => {
  const mark = optionsMark('/a', 5000, null);
  it.each([
    ['another folder', optionsMark('/b', 5000, null)],
    ['another port', optionsMark('/a', 5001, null)],
    ['a login', optionsMark('/a', 5000, 'ana:$2b$10$x')],
    ['what would look the same in a row', optionsMark('/a,5000', 0, null)],
  ])('differs for %s', (_what, other) => {
    expect(other).not.toBe(mark);
  });

  it('is the same for the same', () => {
    expect(optionsMark('/a', 5000, null)).toBe(mark);
  });
});

describe('what inspect says', () => {
  const container = {
    Id: 'f00',
    State: { Running: true, ExitCode: 0, Status: 'running' },
    RestartCount: 2,
    Config: { Labels: { 'io.chartroom.local-registry': 'abc' } },
  };

  it('of ours', () => {
    expect(readInspect(JSON.stringify([container]))).toEqual({
      id: 'f00',
      mark: 'abc',
      isRunning: true,
      restarts: 2,
      exitCode: 0,
    });
  });

  it.each([
    ['other labels', { Labels: { app: 'x' } }],
    ['no labels', { Labels: null }],
    ['not even the field', {}],
  ])('with %s it is not ours', (_what, Config) => {
    expect(readInspect(JSON.stringify([{ ...container, Config }])).mark).toBeNull();
  });

  it.each(['', '[]', '{}', '[{"Id":"x"}]', 'Error'])('anything else is refused: %s', (output) => {
    expect(() => readInspect(output)).toThrow(/./);
  });

  it.each([
    'Error: No such container: chartroom-registry',
    'Error: inspecting object: no such container chartroom-registry',
    'Error response from daemon: No such object: x',
    'Error response from daemon: No such container: x',
  ])('none there: %s', (stderr) => {
    expect(isNoSuchContainer(stderr)).toBe(true);
  });
});

describe('a line of the log', () => {
  it('has its time and its text', () => {
    expect(readLogLine('2026-11-24T10:00:00.123456789Z time="x" level=info msg="listening"')).toEqual({
      time: '2026-11-24T10:00:00.123456789Z',
      at: Date.UTC(2026, 10, 24, 10, 0, 0, 123),
      text: 'time="x" level=info msg="listening"',
    });
    expect(readLogLine('2026-11-24T10:00:00Z')?.text).toBe('');
  });

  it.each(['Error: no such container', '', '2026-99-99T99:99:99Z x'])("is none without a time: '%s'", (line) => {
    expect(readLogLine(line)).toBeNull();
  });
});
