/** The one part that needs a registry of another name than its host, which no test can reach: Docker Hub. */
import { expect, test } from 'vitest';
import type { HttpConnection, HttpResponse } from '../../../../electron/registry/http-connection';
import { DEFAULT_TIMING } from '../../../../electron/registry/limits';
import { createRegistrySession } from '../../../../electron/registry/registry-session';

/** Asks for a login whatever comes. */
const refusing: HttpConnection = {
  send({ method, target }) {
    const headers = new Map([['www-authenticate', 'Basic realm="x"']]);
    const response: HttpResponse = {
      method,
      target,
      status: 401,
      headers: { get: (name) => headers.get(name), getAll: (name) => [headers.get(name) ?? []].flat() },
      async *chunks() {},
      discard() {},
    };
    return Promise.resolve(response);
  },
  close() {},
};

test('a login that is missing or refused is that of the address which the user added, not of the host behind it', async () => {
  for (const credential of [null, { kind: 'password', username: 'ana', secret: 'open:sesame' } as const]) {
    const session = createRegistrySession({
      address: 'docker.io',
      origin: 'https://registry-1.docker.io',
      connection: refusing,
      credential: () => Promise.resolve(credential),
      timing: DEFAULT_TIMING,
    });
    const request = { target: '/v2/acme/app/tags/list', scopes: [], repository: 'acme/app', expect: [200] };
    await expect(session.exchange({ method: 'GET', ...request }, () => Promise.resolve())).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: credential !== null },
      context: { host: 'docker.io', repository: 'acme/app' },
    });
  }
});
