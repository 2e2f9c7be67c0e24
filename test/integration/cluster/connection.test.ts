/** Asking a cluster: a server of Node's own that answers as the Kubernetes API does, over real TLS, proxies and login programs. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectToCluster, type ClusterConnection } from '../../../electron/cluster/cluster-connection';
import {
  hasNamespace,
  isAllowed,
  listNamespaces,
  readClusterId,
  readClusterInfo,
  readReleaseLabels,
  readRules,
} from '../../../electron/cluster/cluster-questions';
import { loadKubeconfig } from '../../../electron/cluster/kubeconfig';
import { makeCertificates, type TestCertificates } from '../../support/certificates';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let folder: string;
let certificates: TestCertificates;
const servers: Server[] = [];
const connections: ClusterConnection[] = [];
let seen: IncomingMessage[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-'));
  certificates = await makeCertificates();
  await writeFile(join(folder, 'ca.crt'), certificates.authority);
});
afterAll(async () => {
  await certificates.remove();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  seen = [];
});
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

async function serve(answer: Answer, options: ServerOptions = {}): Promise<string> {
  const { certificate: cert, key } = certificates.server;
  const server = createServer({ cert, key, ...options }, (request, response) => {
    seen.push(request);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(request, response, body));
  });
  return `https://127.0.0.1:${await listen(server)}`;
}

function json(value: unknown, status = 200): Answer {
  return (_request, response) => response.writeHead(status).end(JSON.stringify(value));
}
const item = (name: string) => ({ metadata: { name, uid: name } });
const version = json({ major: '1', minor: '31+', gitVersion: 'v1.31.2-eks' });

async function connectTo(
  server: string,
  { cluster = 'certificate-authority: ca.crt', user = 'token: secret-token', env = {} } = {},
) {
  const file = join(folder, 'config');
  const text = [
    `clusters: [{name: c, cluster: {server: "${server}", ${cluster}}}]`,
    `users: [{name: u, user: {${user}}}]`,
    'contexts: [{name: dev, context: {cluster: c, user: u}}]',
  ];
  await writeFile(file, text.join('\n'));
  const machine = { env: { PATH: process.env['PATH'], ...env }, platform: process.platform, homeFolder: folder };
  const config = await loadKubeconfig({ machine, chosenFile: file });
  const connection = connectToCluster(config.entriesOf('dev'), machine);
  connections.push(connection);
  return connection;
}

async function loginProgram(script: string): Promise<string> {
  const file = join(folder, 'login');
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return 'exec: {command: ./login, apiVersion: client.authentication.k8s.io/v1, installHint: get it, provideClusterInfo: true}';
}

describe('questions', () => {
  it('version', async () => {
    const connection = await connectTo(`${await serve(version)}/k8s/`);
    expect(await readClusterInfo(connection)).toEqual({ version: 'v1.31.2-eks', kubernetesVersion: '1.31' });
    expect(seen[0]?.url).toBe('/k8s/version');
    expect(seen[0]?.headers.authorization).toBe('Bearer secret-token');
  });

  it('namespaces, page by page', async () => {
    const connection = await connectTo(
      await serve((request, response) => {
        const isSecond = request.url?.includes('continue=more') ?? false;
        const page = isSecond
          ? { metadata: {}, items: [item('a')] }
          : { metadata: { continue: 'more' }, items: [item('c'), item('b')] };
        response.end(JSON.stringify(page));
      }),
    );
    expect(await listNamespaces(connection)).toEqual(['a', 'b', 'c']);
    expect(seen).toHaveLength(2);
  });

  it('id, and a namespace, of which some may know nothing', async () => {
    const found = await connectTo(await serve(json({ metadata: { name: 'kube-system', uid: 'uid-1' } })));
    expect([await readClusterId(found), await hasNamespace(found, 'x')]).toEqual(['uid-1', true]);
    const missing = await connectTo(await serve(json({ kind: 'Status', message: 'not found' }, 404)));
    expect([await readClusterId(missing), await hasNamespace(missing, 'x')]).toEqual([null, false]);
    const forbidden = await connectTo(await serve(json({ kind: 'Status', message: 'no' }, 403)));
    expect(await readClusterId(forbidden)).toBeNull();
    await expect(hasNamespace(forbidden, 'x')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('rights', async () => {
    const connection = await connectTo(
      await serve((_request, response, body) => {
        const { kind, spec } = JSON.parse(body) as { kind: string; spec: { resourceAttributes: { verb: string } } };
        const rule = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
        const rules = { status: { resourceRules: [rule], incomplete: true } };
        const review = { status: { allowed: spec.resourceAttributes?.verb === 'list' } };
        response.writeHead(201).end(JSON.stringify(kind === 'SelfSubjectRulesReview' ? rules : review));
      }),
    );
    const action = { verb: 'list', group: '', resource: 'secrets', namespace: null };
    expect(await isAllowed(connection, action)).toBe(true);
    expect(await isAllowed(connection, { ...action, verb: 'create' })).toBe(false);
    expect(await readRules(connection, 'shop')).toEqual({
      rules: [{ verbs: ['get'], groups: [''], resources: ['pods'], names: [] }],
      isIncomplete: true,
    });
  });

  it('labels of a release, without what its Secret holds', async () => {
    const connection = await connectTo(await serve(json({ metadata: { name: 's', uid: 'u', labels: { a: '1' } } })));
    expect(await readReleaseLabels(connection, { namespace: 'shop', name: 'web', revision: 2 })).toEqual({ a: '1' });
    expect(seen[0]?.url).toBe('/api/v1/namespaces/shop/secrets/sh.helm.release.v1.web.v2');
    expect(seen[0]?.headers.accept).toContain('as=PartialObjectMetadata');
  });
});

describe('logins', () => {
  it('by a client certificate', async () => {
    const { certificateFile, keyFile } = certificates.server;
    const server = await serve(version, { requestCert: true, ca: certificates.authority });
    await readClusterInfo(
      await connectTo(server, { user: `client-certificate: ${certificateFile}, client-key: ${keyFile}` }),
    );
    await expect(readClusterInfo(await connectTo(server))).rejects.toMatchObject({ name: 'ClusterError' });
  });

  it('by a password, in the name of another', async () => {
    const user = 'username: ana, password: hunter2, as: bob, as-groups: [a, b]';
    await readClusterInfo(await connectTo(await serve(version), { user }));
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('ana:hunter2').toString('base64')}`,
      'impersonate-user': 'bob',
      'impersonate-group': 'a, b',
    });
  });

  it('by a program, asked once and anew where its token is refused', async () => {
    const status = '\\"status\\":{\\"token\\":\\"token-$n\\"}';
    const script = `echo x >> ${folder}/calls; n=$(grep -c x ${folder}/calls); [ "$KUBERNETES_EXEC_INFO" ] || exit 3
      echo "{\\"kind\\":\\"ExecCredential\\",${status}}"`;
    const server = await serve((_request, response) => {
      const isRefused = seen.length === 2;
      response.writeHead(isRefused ? 401 : 200).end(JSON.stringify({ major: '1', minor: '31', gitVersion: 'v1' }));
    });
    const connection = await connectTo(server, { user: await loginProgram(script) });
    await readClusterInfo(connection);
    await expect(readClusterInfo(connection)).rejects.toMatchObject({ code: 'unauthorized' });
    await readClusterInfo(connection);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it.each([
    ['login-program-failed', 'echo hunter2 >&2; exit 1'],
    ['login-program-failed', 'echo "{\\"token\\": \\"hunter2\\"}"'],
    ['login-program-failed', 'echo "{\\"kind\\":\\"ExecCredential\\",\\"status\\":{}}"'],
  ])('%s: %s', async (code, script) => {
    const connection = await connectTo('https://127.0.0.1:1', { user: await loginProgram(script) });
    const asked = readClusterInfo(connection);
    await expect(asked).rejects.toMatchObject({ code, program: join(folder, 'login'), installHint: 'get it' });
    await expect(asked).rejects.toThrow(/^(?!.*hunter2)/s);
  });

  it.each([
    ['login-program-missing', 'exec: {command: chartroom-no-such-login}'],
    ['login-program-missing', 'exec: {command: ./nowhere}'],
    ['login-program-interactive', 'exec: {command: sh, interactiveMode: Always}'],
    ['credentials-unreadable', 'tokenFile: nowhere'],
    ['credentials-unreadable', 'client-certificate-data: YQ==, client-key-data: YQ=='],
  ])('%s: %s', async (code, user) => {
    await expect(readClusterInfo(await connectTo('https://127.0.0.1:1', { user }))).rejects.toMatchObject({ code });
  });
});

describe('bad days', () => {
  it.each([
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['server-error', 500],
    ['rejected', 422],
    ['invalid-answer', 302],
  ])('%s', async (code, status) => {
    const connection = await connectTo(await serve(json({ message: 'Bearer abc.def-ghi said no' }, status)));
    await expect(readClusterInfo(connection)).rejects.toMatchObject({ code, status });
    await expect(readClusterInfo(connection)).rejects.toThrow(/^Bearer \[redacted\] said no$/);
  });

  it('no Kubernetes', async () => {
    for (const answer of [json({}), (_request, response) => response.end('<html>')] satisfies Answer[]) {
      await expect(readClusterInfo(await connectTo(await serve(answer)))).rejects.toMatchObject({
        code: 'invalid-answer',
      });
    }
  });

  it('nobody there', async () => {
    await expect(readClusterInfo(await connectTo('https://127.0.0.1:1'))).rejects.toMatchObject({ code: 'refused' });
    await expect(readClusterInfo(await connectTo('https://nowhere.invalid'))).rejects.toMatchObject({ code: 'dns' });
  });

  it('certificates', async () => {
    const server = await serve(version);
    const untrusted = await connectTo(server, { cluster: '' });
    await expect(readClusterInfo(untrusted)).rejects.toMatchObject({ code: 'tls-untrusted' });
    const skipping = await connectTo(server, { cluster: 'insecure-skip-tls-verify: true' });
    expect(await readClusterInfo(skipping)).toMatchObject({ kubernetesVersion: '1.31' });
    const { certificate: cert, key } = certificates.expired;
    const expired = await connectTo(await serve(version, { cert, key }));
    await expect(readClusterInfo(expired)).rejects.toMatchObject({ code: 'tls-expired' });
  });

  it('a name that the certificate has not, and one by which it is asked', async () => {
    const { certificate: cert, key } = certificates.otherName;
    const server = await serve(version, { cert, key });
    await expect(readClusterInfo(await connectTo(server))).rejects.toMatchObject({ code: 'tls-name' });
    const cluster = 'certificate-authority: ca.crt, tls-server-name: localhost';
    expect(await readClusterInfo(await connectTo(await serve(version), { cluster }))).toBeTruthy();
  });

  it('plain HTTP where TLS was to come', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end()));
    const connection = await connectTo(`https://127.0.0.1:${port}`);
    await expect(readClusterInfo(connection)).rejects.toMatchObject({ code: 'plain-http' });
  });

  it('nobody waits any more', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const connection = await connectTo(await serve(() => controller.abort(reason)));
    await expect(readClusterInfo(connection, { signal: controller.signal })).rejects.toBe(reason);
  });
});

it('goes through the proxy that the kubeconfig names', async () => {
  const asked: string[] = [];
  const proxy = createHttpServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const port = await listen(proxy);
  const server = await serve(version);
  const cluster = `certificate-authority: ca.crt, proxy-url: "http://127.0.0.1:${port}"`;
  expect(await readClusterInfo(await connectTo(server, { cluster }))).toMatchObject({ kubernetesVersion: '1.31' });
  expect(asked).toEqual([new URL(server).host]);
});
