import { describe, expect, it } from 'vitest';
import { createLocalRegistryWords } from '../../../../electron/ipc/local-registry-words';
import { RegistryStartError } from '../../../../electron/local-registry/registry-process';
import { startFailureCodeSchema, type StartFailureCode } from '../../../../shared/local-registry';

function wordsFor(code: StartFailureCode, message: string, platform: NodeJS.Platform = 'linux', freePort?: number) {
  const error = new RegistryStartError(code, message);
  return createLocalRegistryWords(platform).startFailure({ error, port: 5000, folder: '~/charts', freePort });
}

describe('why the local registry did not start', () => {
  it.each(startFailureCodeSchema.options)('%s: what happened and what to do', (code) => {
    const { message, why } = wordsFor(code, 'The last words.');
    expect(message).toMatch(/\.$/);
    expect(why).toMatch(/[.?]$/);
  });

  it("an engine's own words are shown, without secrets, and what helps", () => {
    expect(wordsFor('engine-missing', "Docker isn't on this computer.")).toEqual({
      kind: 'unavailable',
      message: "Docker isn't on this computer.",
      why: 'Install it, or use the engine that is built in: it needs nothing.',
    });
    const failed = wordsFor('engine-failed', 'Podman could not start the registry: https://ana:s3cret@here is bad');
    expect(failed.why).toMatch(/is bad\. The engine that is built in needs nothing\.$/);
    expect(JSON.stringify(failed)).not.toContain('s3cret');
  });

  it('a taken port: the next free one, and on macOS who it may be', () => {
    expect(wordsFor('port-in-use', 'EADDRINUSE', 'linux', 5001).why).toBe(
      'Another program of this computer listens on it. Use 5001 instead?',
    );
    expect(wordsFor('port-in-use', 'EADDRINUSE', 'darwin', 5001).why).toContain('AirPlay Receiver');
    expect(wordsFor('port-in-use', 'EADDRINUSE').why).toContain('Choose another port.');
  });
});
