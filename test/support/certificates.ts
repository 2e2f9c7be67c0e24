/** Certificates for TLS tests, made by `openssl` for each run: nothing is checked in, nothing runs out. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface ServerCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface TestCertificates {
  /** The authority that signed the others, PEM. */
  readonly authority: string;
  /** For 127.0.0.1, ::1 and localhost. */
  readonly server: ServerCertificate;
  readonly expired: ServerCertificate;
  /** For another host than the tests'. */
  readonly otherName: ServerCertificate;
  remove(): Promise<void>;
}

const LOOPBACK_NAMES = 'IP:127.0.0.1,IP:::1,DNS:localhost';
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const run = promisify(execFile);

export async function makeCertificates(): Promise<TestCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-certificates-'));
  const openssl = async (...args: readonly string[]) => run('openssl', args, { cwd: folder });

  await openssl(
    'req',
    '-x509',
    ...EC_KEY,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=Chartroom Test',
    '-days',
    '2',
  );

  async function sign(name: string, alternativeNames: string, days: number): Promise<ServerCertificate> {
    await openssl('req', ...EC_KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    await writeFile(join(folder, `${name}.ext`), `subjectAltName=${alternativeNames}`);
    const serial = String(Math.floor(Math.random() * 1e12) + 1);
    const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', serial, '-days', String(days)];
    await openssl('x509', '-req', '-in', `${name}.csr`, ...signing, '-extfile', `${name}.ext`, '-out', `${name}.crt`);
    const [certificateFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
    const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(keyFile, 'utf8')]);
    return { certificateFile, keyFile, certificate, key };
  }

  const [server, expired, otherName] = await Promise.all([
    sign('server', LOOPBACK_NAMES, 2),
    sign('expired', LOOPBACK_NAMES, -1),
    sign('other', 'DNS:registry.example', 2),
  ]);
  return {
    authority: await readFile(join(folder, 'ca.crt'), 'utf8'),
    server,
    expired,
    otherName,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
