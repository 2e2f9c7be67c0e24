/** Pushes and pulls beside the real helm, on the same registry, in the same run. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startDockerRegistry } from '../support/docker-registry';
import { ANA } from '../support/registry-clients';
import { inBenchFolder, largeChart, smallChart, type BenchChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { withColdApp } from './support/cold-app';
import { prepareHelm, type Helm } from './support/helm';
import { compare, elapsed, type Comparison } from './support/measure';
import { comparisonRow, printTable } from './support/table';

const MAX_RATIO = 0.4;
const BATCH = 20;

interface Bench {
  readonly address: string;
  readonly helm: Helm;
  readonly folder: string;
  /** A path below the registry that nobody has used: nothing of a push is there yet. */
  readonly newPath: () => string;
}

/** The chart was read when it was dropped on the window; the push is what the button starts. */
function comparePush({ address, helm, newPath }: Bench, chart: BenchChart, rounds: number): Promise<Comparison> {
  return compare(
    rounds,
    () =>
      withColdApp(address, async (app) => {
        const fileId = await app.show(chart.path);
        return elapsed(() => app.push(fileId, newPath()));
      }),
    () => elapsed(() => helm.push(chart.path, `${address}/${newPath()}`)),
  );
}

/** Reading the archive and the push, as if the button were pressed the moment that the chart is shown. */
function compareReadAndPush({ address, helm, newPath }: Bench, chart: BenchChart, rounds: number): Promise<Comparison> {
  return compare(
    rounds,
    () => withColdApp(address, (app) => elapsed(async () => app.push(await app.show(chart.path), newPath()))),
    () => elapsed(() => helm.push(chart.path, `${address}/${newPath()}`)),
  );
}

async function comparePull(bench: Bench, chart: BenchChart, rounds: number): Promise<Comparison> {
  const { address, helm, folder, newPath } = bench;
  const path = newPath();
  const digest = await withColdApp(address, async (app) => app.push(await app.show(chart.path), path));
  const repository = `${path}/${chart.name}`;
  const newFolder = (): Promise<string> => mkdtemp(join(folder, 'pulled-'));
  return compare(
    rounds,
    async () => {
      const target = await newFolder();
      const place = { repository, tag: chart.version, digest };
      return withColdApp(address, (app) => elapsed(() => app.pull(place, target)));
    },
    async () => {
      const target = await newFolder();
      return elapsed(() => helm.pull(`${address}/${repository}`, chart.version, target));
    },
  );
}

/** Chartroom gets all of them with one press of the button; helm takes one for each call. */
function compareBatch({ address, helm, newPath }: Bench, chart: BenchChart, rounds: number): Promise<Comparison> {
  const paths = (): readonly string[] => Array.from({ length: BATCH }, newPath);
  return compare(
    rounds,
    () =>
      withColdApp(address, async (app) => {
        const fileId = await app.show(chart.path);
        const targets = paths();
        return elapsed(() => Promise.all(targets.map((path) => app.push(fileId, path))));
      }),
    () =>
      elapsed(async () => {
        for (const path of paths()) await helm.push(chart.path, `${address}/${path}`);
      }),
  );
}

const rounds = benchRounds();
const registry = await startDockerRegistry({ users: { [ANA.username]: ANA.secret } });
try {
  await inBenchFolder(async (folder) => {
    await mkdir(join(folder, 'charts'));
    let paths = 0;
    const newPath = (): string => `bench-${(paths += 1)}`;
    const bench = { address: registry.address, helm: await prepareHelm(folder), folder, newPath };
    const small = await smallChart(join(folder, 'charts'));
    const large = await largeChart(join(folder, 'charts'));
    const few = Math.ceil(rounds / 4);
    printTable(
      'Push and pull beside helm 4.2.3',
      'helm',
      [
        comparisonRow(`push ${small.size}`, await comparePush(bench, small, rounds), MAX_RATIO),
        comparisonRow(`read and push ${small.size}`, await compareReadAndPush(bench, small, rounds), MAX_RATIO),
        comparisonRow(`pull ${small.size}`, await comparePull(bench, small, rounds), MAX_RATIO),
        comparisonRow(`push ${large.size}`, await comparePush(bench, large, few)),
        comparisonRow(`pull ${large.size}`, await comparePull(bench, large, few)),
        comparisonRow(`push ${BATCH} times ${small.size}`, await compareBatch(bench, small, few)),
      ],
      [
        `Medians of ${rounds} (the last three: ${few}), taking turns; each push into a repository that is new.`,
        'Chartroom: from the button to Done, through queue and journal; connection and login are new each time, the process',
        'stays, as an open app does, and one round before counts for nothing. helm: its whole process.',
        'push: the chart was read when it was dropped, as always. read and push: from the drop on.',
      ],
    );
  });
} finally {
  await registry.stop();
}
