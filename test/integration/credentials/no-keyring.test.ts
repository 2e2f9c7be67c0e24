/** Machines without a keyring: no bus, a bus without a Secret Service, a bus that hangs. Logins are kept in memory then. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeychain } from '../../../electron/credentials/keychain';
import { isKeyringMissing, startSessionBus } from '../../support/keyring';

// In this order: a connection that came about stays for the life of the process.
describe.skipIf(isKeyringMissing())('without a keyring logins are kept in memory, and why is told', () => {
  let folder: string;
  const before = process.env['DBUS_SESSION_BUS_ADDRESS'];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-bus-'));
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    else process.env['DBUS_SESSION_BUS_ADDRESS'] = before;
    await rm(folder, { recursive: true, force: true });
  });

  test('where there is no bus', async () => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${join(folder, 'none')}`;
    const store = await openKeychain();
    expect(store.place).toEqual({ kind: 'memory', why: expect.stringMatching(/connect/i) });
    const login = { kind: 'password', username: 'ana', secret: 'hunter2' } as const;
    await store.set('ghcr.io', login);
    expect(await store.get('ghcr.io')).toEqual(login);
    await store.delete('ghcr.io');
    expect(await store.get('ghcr.io')).toBeNull();
  });

  test('where the bus accepts and never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    silent.listen(join(folder, 'silent'));
    await once(silent, 'listening');
    process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${join(folder, 'silent')}`;
    const store = await openKeychain({ probeTimeoutMs: 300 });
    expect(store.place).toEqual({ kind: 'memory', why: 'The keychain did not answer within 300 ms' });
    expect(sockets).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('where the bus has no Secret Service', async () => {
    const bus = await startSessionBus(folder);
    process.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address;
    const store = await openKeychain();
    await bus.stop();
    expect(store.place).toEqual({ kind: 'memory', why: expect.stringContaining('org.freedesktop.secrets') });
  });
});
