/**
 * Which certificate authorities a TLS connection trusts: Node's, the operating system's (a company's own CA must work here as in
 * the browser), and those that the user gave for a registry. Verification itself is never touched.
 */
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

export interface TrustSources {
  /** Node's own list, PEM. */
  readonly nodeCertificates: readonly string[];
  /** `tls.getCACertificates`, from Node 22.15 on. */
  readonly getCertificates?: (type: 'system' | 'extra') => readonly string[];
  /** Null for a file that is not there. */
  readonly readFile: (path: string) => string | null;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where Linux distributions keep all authorities in one file, as Go's crypto/x509 lists them. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** PEM certificates, each once. On macOS and Windows the system's need Node 22.15 or newer. */
export function collectCertificates(own: readonly string[], sources: TrustSources): readonly string[] {
  return [...new Set([...sources.nodeCertificates, ...systemCertificates(sources), ...own].map((pem) => pem.trim()))];
}

/** Those of Node and of this machine, PEM. */
export function machineCertificates(): readonly string[] {
  return collectCertificates([], machineSources());
}

/** One context for all connections of a client: building it from some 150 certificates is the costly part. */
export function createTrust(own: readonly string[] = []): tls.SecureContext {
  return tls.createSecureContext({ ca: [...collectCertificates(own, machineSources())] });
}

function systemCertificates(sources: TrustSources): readonly string[] {
  // What NODE_EXTRA_CA_CERTS names counts only where no list is given; we give one.
  const extra =
    sources.getCertificates?.('extra') ?? certificatesIn(sources, sources.environment['NODE_EXTRA_CA_CERTS']);
  // As for Go and OpenSSL, the variable stands in the place of the system's own file.
  const chosen = certificatesIn(sources, sources.environment['SSL_CERT_FILE']);
  if (chosen.length > 0) return [...extra, ...chosen];
  // Empty where OpenSSL or BoringSSL was built for another place than the distribution's.
  const system = sources.getCertificates?.('system') ?? [];
  if (system.length > 0) return [...extra, ...system];
  if (sources.platform !== 'linux') return extra;
  for (const path of LINUX_BUNDLES) {
    const found = certificatesIn(sources, path);
    if (found.length > 0) return [...extra, ...found];
  }
  return extra;
}

function certificatesIn(sources: TrustSources, path: string | undefined): readonly string[] {
  return (path ? sources.readFile(path) : null)?.match(PEM_CERTIFICATE) ?? [];
}

/** The types are those of Node 20, which has no such function yet. */
const tlsOfAnyNode: typeof tls & { readonly getCACertificates?: TrustSources['getCertificates'] } = tls;

function machineSources(): TrustSources {
  const { getCACertificates: getCertificates } = tlsOfAnyNode;
  return {
    nodeCertificates: tls.rootCertificates,
    ...(getCertificates ? { getCertificates } : {}),
    readFile(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        // Not there, or not for us to read: the next place is asked.
        return null;
      }
    },
    platform: process.platform,
    environment: process.env,
  };
}
