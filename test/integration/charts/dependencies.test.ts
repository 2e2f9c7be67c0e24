/**
 * What is told of dependencies, against the real Helm 4.2.3 and 3.17.3: which charts inside are rendered without any values (on or
 * off), whether a lock file is up to date, and which version of an `oci://` dependency a range comes to.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDependencies } from '../../../electron/charts/chart-dependencies';
import { readChartYaml, readLock } from '../../../electron/charts/chart-yaml';
import { lockState } from '../../../electron/charts/lock-sum';
import { sortVersions } from '../../../electron/registry/versions';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { ChartDependencies } from '../../../shared/chart-dependencies';
import { resolveDependency } from '../../../shared/dependency-version';
import { helmPackage, writeFolder, type FolderFiles } from '../../support/chart-folders';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { withUnpacked } from '../../support/unpacked';

const run = promisify(execFile);
const HELM_VERSIONS = ['4.2.3', '3.17.3'] as const;
let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-dependencies-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function place(name: string, files: FolderFiles = {}): Promise<string> {
  count += 1;
  const path = join(folder, String(count), name);
  await mkdir(path, { recursive: true });
  await writeFolder(path, files);
  return path;
}

async function helm(version: (typeof HELM_VERSIONS)[number], args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  return (await run(await ensureHelm(version), [...args], { env })).stdout;
}

const chart = (name: string, version: string, rest = ''): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${rest}`;
/** Each chart makes one object, named after where it stands. */
const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Chart.Name }}-{{ .Chart.Version }}\n';

/** The charts that are on without any values, as `name-version`, aliases in place of names. */
function chartsThatAreOn({ charts }: ChartDependencies): readonly string[] {
  const on: string[] = [];
  const visit = (index: number, name: string): void => {
    const inside = charts[index];
    if (inside === undefined) return;
    on.push(`${name}-${inside.version}`);
    for (const each of inside.dependencies) {
      const known = each.fits ? each.alias || each.name : each.name;
      if (each.default.isOn && each.chart !== null) visit(each.chart, known);
    }
    for (const each of inside.unnamed) visit(each, charts[each]?.name ?? '');
  };
  visit(0, charts[0]?.name ?? '');
  return on.sort();
}

const inside = (path: string, chartYaml: string, values = ''): FolderFiles => ({
  [`${path}/Chart.yaml`]: chartYaml,
  [`${path}/values.yaml`]: values,
  [`${path}/templates/a.yaml`]: template,
});

const ON_AND_OFF: readonly { readonly title: string; readonly files: FolderFiles }[] = [
  {
    title: 'conditions, tags, and which of them wins',
    files: {
      ...inside(
        '.',
        chart(
          'root',
          '1.0.0',
          `dependencies:
- {name: a, version: "1", repository: "", condition: a.enabled}
- {name: b, version: "1", repository: "", condition: b.enabled}
- {name: c, version: "1", repository: "", tags: [front]}
- {name: d, version: "1", repository: "", tags: [front, back]}
- {name: e, version: "1", repository: "", tags: [front], condition: "e.nothing,e.text,e.on"}
- {name: f, version: "1", repository: "", tags: [back], condition: f.enabled}
- {name: g, version: "1", repository: "", tags: [unheard]}
- {name: h, version: "1", repository: "", condition: h.enabled}
- {name: i, version: "1", repository: "", condition: i.enabled}
- {name: i, version: "1", repository: "", alias: j, condition: j.enabled}
- {name: k, version: "1", repository: "", condition: "global.k"}
`,
        ),
        'tags: {front: false, back: true}\na: {enabled: no}\nb: {enabled: "false"}\ne: {text: x, on: true}\nf: {enabled: false}\nj: {enabled: false}\nglobal: {k: false}\n',
      ),
      ...Object.assign(
        {},
        ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'k'].map((name) => inside(`charts/${name}`, chart(name, '1.0.0'))),
      ),
      ...inside('charts/h', chart('h', '1.0.0'), 'enabled: false\n'),
      ...inside('charts/i', chart('i', '1.0.0'), 'enabled: false\n'),
    },
  },
  {
    title: 'a version inside that is none of those asked for, with what it brings along',
    files: {
      ...inside(
        '.',
        chart('root', '1.0.0', 'dependencies:\n- {name: old, version: ^2, repository: "", alias: fresh}\n'),
      ),
      ...inside('charts/old', chart('old', '1.0.0', 'dependencies:\n- {name: deep, version: "*", repository: ""}\n')),
      ...inside('charts/old/charts/deep', chart('deep', '3.0.0')),
    },
  },
  {
    title: 'charts within charts, and one that nobody names',
    files: {
      ...inside(
        '.',
        chart('root', '1.0.0', 'dependencies:\n- {name: mid, version: ">0", repository: "", alias: middle}\n'),
        'tags: {deep: false}\nmiddle: {leaf: {enabled: false}}\n',
      ),
      ...inside(
        'charts/mid',
        chart(
          'mid',
          '2.0.0',
          'dependencies:\n- {name: leaf, version: "*", repository: "", condition: leaf.enabled}\n- {name: twig, version: "*", repository: "", tags: [deep]}\n- {name: bud, version: "*", repository: "", condition: bud.enabled}\n',
        ),
        'tags: {deep: true}\nleaf: {enabled: true}\nbud: {enabled: false}\n',
      ),
      ...inside('charts/mid/charts/leaf', chart('leaf', '3.0.0')),
      ...inside('charts/mid/charts/twig', chart('twig', '4.0.0')),
      ...inside('charts/mid/charts/bud', chart('bud', '5.0.0')),
      ...inside('charts/extra', chart('extra', '6.0.0')),
    },
  },
];

describe('which charts are on', () => {
  it.each(ON_AND_OFF)('$title', async ({ files }) => {
    const source = await place('root', files);
    const dependencies = await withUnpacked(
      await readFile(await helmPackage('4.2.3', source, await place('out'))),
      readDependencies,
    );
    for (const version of HELM_VERSIONS) {
      const rendered = await helm(version, ['template', 'x', source]);
      const names = [...rendered.matchAll(/^ {2}name: (.*)$/gm)].map(([, name = '']) => name);
      expect(chartsThatAreOn(dependencies), `Helm ${version}`).toEqual(names.sort());
    }
  });
});

describe('the sum of a lock file', () => {
  const ASKED = [
    '- {name: one, version: ^1.0.0-0, repository: "file://../one"}\n',
    '- {name: one, version: ">=1 <2 || >3 & x", repository: "file://../one"}\n',
    '- {name: one, version: 1.x, repository: "file://../one", condition: "a.b,<c>", tags: [y, "no", "<&>"], enabled: true, alias: uno, import-values: [data, {parent: b, child: a}, y, 1, 2.5]}\n',
    '- {name: one, version: 1.x, repository: "file://../one"}\n- {name: two, version: "*", repository: "file://../two", alias: "zwei"}\n',
  ];

  it.each(ASKED)('%s', async (asked) => {
    await Promise.all(
      HELM_VERSIONS.map(async (version) => {
        const root = await place('root', {
          'Chart.yaml': chart('root', '1.0.0', `dependencies:\n${asked.replace(' & x', '')}`),
        });
        await writeFolder(join(root, '..'), {
          'one/Chart.yaml': chart('one', '1.2.3'),
          'two/Chart.yaml': chart('two', '0.1.0'),
        });
        await helm(version, ['dependency', 'update', '--skip-refresh', root]);
        const [chartYaml, lockFile] = await Promise.all(
          ['Chart.yaml', 'Chart.lock'].map((name) => readFile(join(root, name))),
        );
        if (chartYaml === undefined || lockFile === undefined) throw new Error('helm wrote no lock file');
        const lock = readLock(lockFile);
        if (lock === null) throw new Error('the lock file is empty');
        const dependencies = readChartYaml(chartYaml).metadata.dependencies.filter((each) => each !== null);
        expect(lockState(dependencies, lock, { isV1: false })).toBe('matches');
        const [first, ...others] = dependencies;
        if (first === undefined) throw new Error('no dependency');
        expect(lockState([{ ...first, version: '2.x' }, ...others], lock, { isV1: false })).toBe('differs');
      }),
    );
  });
});

describe('what a range comes to', () => {
  let registry: DockerRegistry;
  const TAGS = ['1.0.0', '1.2.0', '1.2.3-rc.1', '1.3.0+build.2', '2.0.0-alpha.1', '2.0.0', '10.1.0', '9.9.9'];

  async function lockedBy(version: (typeof HELM_VERSIONS)[number], range: string): Promise<string | undefined> {
    const asked = `dependencies:\n- {name: app, version: "${range}", repository: "oci://${registry.address}/charts"}\n`;
    const root = await place('root', { 'Chart.yaml': chart('root', '1.0.0', asked) });
    await helm(version, ['dependency', 'update', '--skip-refresh', '--plain-http', root]);
    return readLock(await readFile(join(root, 'Chart.lock')))?.dependencies[0]?.version;
  }

  beforeAll(async () => {
    registry = await startDockerRegistry();
    for (const version of TAGS) {
      const packed = await helmPackage(
        '4.2.3',
        await place('app', { 'Chart.yaml': chart('app', version) }),
        await place('packed'),
      );
      await helm('4.2.3', ['push', packed, `oci://${registry.address}/charts`, '--plain-http']);
    }
  }, 60_000);
  afterAll(async () => {
    await registry.stop();
  });

  it.each(['^1', '1.2.x', '~1.2.0-0', '>1', '*', '^2.0.0-0', '1.2.0', '1.0 - 1.2 || >=10', '<2'])(
    '%s',
    async (range) => {
      const { versions } = sortVersions(TAGS.map((tag) => tag.replaceAll('+', '_')));
      const resolved = resolveDependency(range, versions);
      for (const version of HELM_VERSIONS) {
        expect(resolved, `Helm ${version}`).toMatchObject({ kind: 'found', version: await lockedBy(version, range) });
      }
    },
    30_000,
  );

  it('with a prerelease in one of several comparisons, which counts for all of them since Helm 4', async () => {
    const { versions } = sortVersions(TAGS.map((tag) => tag.replaceAll('+', '_')));
    const range = '>=1.0.0-0 <2.0.0';
    const lock = await lockedBy('4.2.3', range);
    expect(resolveDependency(range, versions)).toMatchObject({ kind: 'found', version: lock });
    expect(lock).toBe('2.0.0-alpha.1');
    expect(await lockedBy('3.17.3', range)).toBe('1.3.0+build.2');
  });

  it.each(['1.2', '1', 'v1.2.0', '>99', '1.2.3-beta', 'latest', ''])('none for %s', async (range) => {
    const { versions } = sortVersions(TAGS.map((tag) => tag.replaceAll('+', '_')));
    expect(resolveDependency(range, versions).kind).not.toBe('found');
    const asked = `dependencies:\n- {name: app, version: "${range}", repository: "oci://${registry.address}/charts"}\n`;
    const root = await place('root', { 'Chart.yaml': chart('root', '1.0.0', asked) });
    await expect(helm('4.2.3', ['dependency', 'update', '--skip-refresh', '--plain-http', root])).rejects.toThrow(/./);
  });
});
