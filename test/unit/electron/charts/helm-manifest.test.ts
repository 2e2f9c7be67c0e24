/** The manifest that helm push writes: layers in order, annotations and who wins, the time of creation. */
import { describe, expect, it } from 'vitest';
import { readChartYaml } from '../../../../electron/charts/chart-yaml';
import { buildHelmManifest, formatRfc3339, type HelmManifestInput } from '../../../../electron/charts/helm-manifest';
import { checkMetadata } from '../../../../electron/charts/helm-metadata';
import { digestOf } from '../../../../electron/registry/digests';

const blob = (text: string): { digest: ReturnType<typeof digestOf>; sizeBytes: number } => ({
  digest: digestOf(Buffer.from(text)),
  sizeBytes: text.length,
});
const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 900);

function build(rest: string, more: Partial<HelmManifestInput> = {}): string {
  const text = `apiVersion: v2\nname: app\nversion: 1.0.0\n${rest}`;
  const metadata = checkMetadata(readChartYaml(Buffer.from(text)).metadata);
  const input = { metadata, config: blob('config'), chart: blob('chart'), createdAtMs: TIME, utcOffsetMinutes: 0 };
  return Buffer.from(buildHelmManifest({ ...input, ...more }).bytes).toString();
}

function annotationsOf(rest: string, more: Partial<HelmManifestInput> = {}): Record<string, string> {
  const { annotations } = JSON.parse(build(rest, more)) as { annotations: Record<string, string> };
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [name.replace('org.opencontainers.image.', '…'), value]),
  );
}

describe('the manifest', () => {
  it('has exactly the bytes of helm push', () => {
    expect(build('description: a < b\n')).toBe(
      `{"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"${blob('config').digest}","size":6},` +
        `"layers":[{"mediaType":"application/vnd.cncf.helm.chart.content.v1.tar+gzip","digest":"${blob('chart').digest}","size":5}],` +
        String.raw`"annotations":{"org.opencontainers.image.created":"2026-01-02T03:04:05Z","org.opencontainers.image.description":"a \u003c b","org.opencontainers.image.title":"app","org.opencontainers.image.version":"1.0.0"}}`,
    );
  });

  it('tells its own digest and type', () => {
    const metadata = checkMetadata(readChartYaml(Buffer.from('apiVersion: v2\nname: app\nversion: 1.0.0\n')).metadata);
    const manifest = buildHelmManifest({ metadata, config: blob('a'), chart: blob('b'), createdAtMs: TIME });
    expect(manifest.digest).toBe(digestOf(manifest.bytes));
    expect(manifest.mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  });

  it.each(['one', 'two', 'three', 'four'])('orders the layers by digest, wherever the .prov comes: %s', (text) => {
    const { layers } = JSON.parse(build('', { provenance: blob(text) })) as { layers: { digest: string }[] };
    const digests = layers.map(({ digest }) => digest);
    expect(digests).toEqual([blob('chart').digest, blob(text).digest].sort());
  });
});

describe('annotations', () => {
  it('come from the chart, blank ones left out', () => {
    expect(
      annotationsOf('description: "  "\nhome: h\nsources: [s, t]\nmaintainers: [{name: A, email: e}, {name: B}]\n'),
    ).toEqual({
      '…created': '2026-01-02T03:04:05Z',
      '…title': 'app',
      '…version': '1.0.0',
      '…url': 'h',
      '…source': 's',
      '…authors': 'A (e), B',
    });
  });

  it.each([
    ['[{email: e}]', ' (e)'],
    ['[{name: A}, {url: u}]', 'A, '],
  ])('name the authors of %s as Helm does: %j', (maintainers, authors) => {
    expect(annotationsOf(`maintainers: ${maintainers}\n`)['…authors']).toBe(authors);
  });

  it('leave the authors out where nobody has a name or an e-mail', () => {
    expect(annotationsOf('maintainers: [{url: u}]\n')).not.toHaveProperty('…authors');
  });

  it("of the chart's own win, but for title and version, and keep blanks", () => {
    const own = ['version', 'title', 'created', 'description'].map((name) => `org.opencontainers.image.${name}: own`);
    expect(annotationsOf(`description: d\nannotations: {${own.join(', ')}, blank: "", x: z}\n`)).toEqual({
      '…version': '1.0.0',
      '…title': 'app',
      '…created': 'own',
      '…description': 'own',
      blank: '',
      x: 'z',
    });
  });
});

describe('the time of creation', () => {
  it.each([
    [TIME, 0, '2026-01-02T03:04:05Z'],
    [TIME, 330, '2026-01-02T08:34:05+05:30'],
    [TIME, -210, '2026-01-01T23:34:05-03:30'],
    [TIME, 60, '2026-01-02T04:04:05+01:00'],
    [TIME, -720, '2026-01-01T15:04:05-12:00'],
    [999, 0, '1970-01-01T00:00:00Z'],
    [-1, 0, '1969-12-31T23:59:59Z'],
  ])('of %d at %d minutes is %s', (timeMs, offset, text) => {
    expect(formatRfc3339(timeMs, offset)).toBe(text);
  });

  it("is that of the machine's own zone at that moment, which may not be today's", () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Europe/Berlin';
      const created = (createdAtMs: number): string | undefined => {
        const metadata = checkMetadata(
          readChartYaml(Buffer.from('apiVersion: v2\nname: a\nversion: 1.0.0\n')).metadata,
        );
        const { bytes } = buildHelmManifest({ metadata, config: blob('a'), chart: blob('b'), createdAtMs });
        return /created":"([^"]*)"/.exec(Buffer.from(bytes).toString())?.[1];
      };
      expect(created(Date.UTC(2026, 0, 1))).toBe('2026-01-01T01:00:00+01:00');
      expect(created(Date.UTC(2026, 6, 1))).toBe('2026-07-01T02:00:00+02:00');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
