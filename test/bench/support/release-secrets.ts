/** Many releases in a cluster without a thousand runs of helm: the Secrets that helm would have made, one each. */
import { gzipSync } from 'node:zlib';
import type { TestCluster } from '../../support/cluster';

const AT_ONCE = 100;

/** `names`: all in one namespace, each deployed at revision 1, with a manifest of some 2 KB. */
export async function makeReleaseSecrets(
  cluster: TestCluster,
  { namespace, names }: { readonly namespace: string; readonly names: readonly string[] },
): Promise<void> {
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const items = names.slice(start, start + AT_ONCE).map((name) => secretOf(name, namespace));
    await cluster.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }
}

function secretOf(name: string, namespace: string) {
  const now = '2026-08-21T09:14:00.000000000Z';
  const release = {
    name,
    namespace,
    version: 1,
    info: { first_deployed: now, last_deployed: now, deleted: '', description: 'Install complete', status: 'deployed' },
    chart: { metadata: { name: 'shop', version: '1.0.0', appVersion: '3.9', apiVersion: 'v2' } },
    manifest: configMaps(name),
  };
  // Base64 of gzip, and base64 of that again as every Secret has it.
  const payload = gzipSync(JSON.stringify(release)).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: `sh.helm.release.v1.${name}.v1`,
      namespace,
      labels: { name, owner: 'helm', status: 'deployed', version: '1', modifiedAt: '1787303640' },
    },
    data: { release: Buffer.from(payload).toString('base64') },
  };
}

function configMaps(name: string): string {
  return Array.from(
    { length: 20 },
    (_, index) =>
      `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}-${index}\ndata:\n  number: "${index}"\n`,
  ).join('');
}
