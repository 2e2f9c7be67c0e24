/** How far pushes and pulls of a large chart raise the memory of the process that does them. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDockerRegistry } from '../support/docker-registry';
import { ANA } from '../support/registry-clients';
import { inBenchFolder, largeChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { withColdApp } from './support/cold-app';
import { atMost, megabytes, printTable, type Row } from './support/table';

const MAX_GROWTH_BYTES = 32e6;
const SAMPLE_EVERY_MS = 20;
/** What a first push loads and compiles is not what pushing costs. */
const WARMING_ROUNDS = 3;

/** Gives by how many bytes the peak of resident memory during `work` is above what it was before. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  await delay(500);
  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_EVERY_MS);
  await work();
  clearInterval(sampler);
  return peak - baseline;
}

async function times(count: number, work: () => Promise<void>): Promise<void> {
  for (let round = 0; round < count; round += 1) await work();
}

function row(what: string, bytes: number): Row {
  return { what, ours: megabytes(bytes), budget: atMost(MAX_GROWTH_BYTES / 1e6, bytes / 1e6, 'MB') };
}

const rounds = benchRounds();
const registry = await startDockerRegistry({ users: { [ANA.username]: ANA.secret } });
try {
  await inBenchFolder(async (folder) => {
    const { address } = registry;
    const chart = await largeChart(folder);
    let paths = 0;
    const push = async (): Promise<void> =>
      withColdApp(address, async (app) => void (await app.push(await app.show(chart.path), `bench-${(paths += 1)}`)));
    const digest = await withColdApp(address, async (app) => app.push(await app.show(chart.path), 'pull'));
    const place = { repository: `pull/${chart.name}`, tag: chart.version, digest };
    const pull = async (): Promise<void> => {
      const target = await mkdtemp(join(folder, 'pulled-'));
      await withColdApp(address, (app) => app.pull(place, target));
    };
    await times(WARMING_ROUNDS, push);
    const pushing = await growth(() => times(rounds, push));
    await times(WARMING_ROUNDS, pull);
    const pulling = await growth(() => times(rounds, pull));
    printTable(
      'Growth of memory',
      '',
      [row(`push ${chart.size}, ${rounds} times`, pushing), row(`pull ${chart.size}, ${rounds} times`, pulling)],
      [
        `Peak of resident memory, looked at every ${SAMPLE_EVERY_MS} ms, over what it was after ${WARMING_ROUNDS} rounds.`,
        'In a process of Node that runs the services of the main process.',
      ],
    );
  });
} finally {
  await registry.stop();
}
