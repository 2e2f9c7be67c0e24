/** What engines say when they fail, and what is made of it. */
import { expect, it } from 'vitest';
import { knownProblem } from '../../../../../electron/local-registry/engines/container-cli';
import { lastWords, levelOf, plainText } from '../../../../../electron/local-registry/engines/engine-words';
import { CommandError } from '../../../../../electron/programs/run-command';
import { failureCodeOf, startFailure } from '../../../../../electron/local-registry/engines/start-problems';

it.each([
  ['port-in-use', 'Bind for 127.0.0.1:5000 failed: port is already allocated'],
  ['port-in-use', 'cannot listen on the TCP port: listen tcp4 127.0.0.1:5000: bind: address already in use'],
  ['port-in-use', 'ports are not available: exposing port TCP 127.0.0.1:5000 -> 0.0.0.0:0'],
  ['port-forbidden', "rootlessport cannot expose privileged port 80, you can add 'net.ipv4…'"],
  ['port-forbidden', 'listen tcp 127.0.0.1:80: bind: permission denied'],
  ['disk-full', 'write /var/lib/docker/x: no space left on device'],
  ['folder-forbidden', 'Error: statfs /srv/charts: permission denied'],
  ['folder-forbidden', 'Mounts denied: The path /Volumes/x is not shared from the host'],
  ['engine-failed', 'something new'],
])('%s: %s', (code, words) => {
  expect(failureCodeOf(words)).toBe(code);
  expect(startFailure('Docker', words)).toMatchObject({
    code,
    message: `Docker could not start the registry: ${words}`,
  });
});

it('an engine that says nothing is told so', () => {
  expect(startFailure('Podman', '').message).toBe('Podman could not start the registry, and does not say why.');
});

it("takes the message out of a registry's own line, without colours, hints and more than three lines", () => {
  const line = 'time="2026" level=fatal msg="configuration error: \\"x\\" is wrong" version=3';
  expect(lastWords(`${line}\n`)).toBe('configuration error: "x" is wrong');
  expect(lastWords("docker: Error.\n\nRun 'docker run --help' for more information")).toBe('docker: Error.');
  expect(lastWords('1\n2\n3\n4\n5')).toBe('3 4 5');
  expect(plainText('\u001B[31mred\u001B[0m\ttext')).toBe('red text');
});

it.each([
  ['error', 'time="x" level=error msg="y"'],
  ['error', '{"level":"fatal","message":"y"}'],
  ['error', 'panic: runtime error'],
  ['warning', 'time="x" level=warning msg="No HTTP secret provided"'],
  ['info', 'level=error msg="response completed with error" err.code="manifest unknown" http.response.status=404'],
  ['error', 'level=error msg="response completed with error" err.code=unknown http.response.status=500'],
  [
    'info',
    'level=warning msg="error authorizing context: basic authentication challenge for realm \\"localhost\\": …"',
  ],
  ['error', 'level=error msg="error authenticating user \\"ana\\": authentication failure"'],
  ['info', '127.0.0.1 - - "GET /v2/ HTTP/1.1" 200'],
])('%s: %s', (level, line) => {
  expect(levelOf(line)).toBe(level);
});

const docker = { kind: 'docker', title: 'Docker', platform: 'linux' } as const;
const podman = { kind: 'podman', title: 'Podman', platform: 'darwin' } as const;

it.each([
  [
    docker,
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    "isn't running",
  ],
  [
    docker,
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
    "isn't running",
  ],
  [docker, 'permission denied while trying to connect to the Docker daemon socket', 'no right to use Docker'],
  [podman, 'Cannot connect to Podman. Please verify your connection', "virtual machine isn't running"],
])('knows what keeps an engine from working: %o %s', (cli, stderr, words) => {
  expect(knownProblem(cli, failed(stderr))?.message).toContain(words);
});

it('and says nothing of what it does not know', () => {
  expect(knownProblem(docker, failed('manifest unknown'))).toBeNull();
});

function failed(stderr: string): CommandError {
  return new CommandError('failed', { stdout: '', stderr }, 'docker info ended with code 1');
}
