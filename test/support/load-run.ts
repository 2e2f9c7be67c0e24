/** Many clients at once against the built-in registry, and its speed beside docker-registry's in the same run. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { MEDIA_TYPE } from '../../shared/oci';
import { checkTag } from './crash-checks';
import { startDockerRegistry } from './docker-registry';
import { startLocalRegistry } from './local-registry';
import { chartManifest, content, quickClient } from './registry-clients';

export interface LoadReport {
  readonly pushes: number;
  readonly pulls: number;
  /** The most memory that the registry's process ever had resident; null where the system does not tell. */
  readonly peakRssMb: number | null;
}

export interface SpeedReport {
  /** Medians of a push with everything that belongs to it: new blob, config, manifest. */
  readonly builtInMs: number;
  readonly dockerRegistryMs: number;
  /** Above 1 the built-in registry is the faster one. */
  readonly ratio: number;
}

const CHART_BYTES = 200_000;

/**
 * Clients that push and pull as fast as they can, each in its own repository and all in a common one. Throws when a request fails,
 * when what is pulled is not what was pushed, or when at the end anything is missing.
 */
export async function runLoad(clients: number, durationMs: number): Promise<LoadReport> {
  const registry = await startLocalRegistry();
  const pushed: string[] = [];
  let pulls = 0;
  const endsAt = performance.now() + durationMs;

  async function work(worker: number): Promise<void> {
    const client = quickClient(registry.address, { timing: { maxAttempts: 1 } });
    for (let step = 0; performance.now() < endsAt; step += 1) {
      const repository = step % 2 === 0 ? `load/own-${worker}` : 'load/common';
      const tag = `1.${step}.0-${worker}`;
      const chart = content(randomBytes(CHART_BYTES));
      const config = content(JSON.stringify({ name: 'load', version: tag }));
      const manifest = chartManifest(config, chart);
      await Promise.all([config, chart].map((blob) => client.pushBlob(repository, blob, blob.open)));
      await client.pushManifest(repository, tag, manifest.bytes, MEDIA_TYPE.ociManifest);
      pushed.push(`${repository}:${tag}`);
      const found = await client.getManifest(repository, tag);
      if (found.digest !== manifest.digest) throw new Error(`${tag} is another manifest`);
      const bytes = await client.readBlob(repository, chart, { maxBytes: CHART_BYTES });
      if (!bytes.equals(chart.bytes)) throw new Error(`${tag} has another chart`);
      pulls += 1;
    }
    client.close();
  }

  try {
    await Promise.all(Array.from({ length: clients }, (_, worker) => work(worker)));
    for (const tag of pushed) await checkTag(registry.address, tag);
    return { pushes: pushed.length, pulls, peakRssMb: await peakRssMb(registry.pid) };
  } finally {
    await registry.stop();
  }
}

/** Pushes of a new chart, now to one and now to the other, so that a busy moment of the machine meets both. */
export async function compareSpeed(sizeBytes: number, rounds: number): Promise<SpeedReport> {
  const builtIn = await startLocalRegistry();
  const docker = await startDockerRegistry();
  try {
    const times = { builtIn: [] as number[], docker: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const tag = `1.0.${round}`;
      const mine = await timePush(builtIn.address, tag, sizeBytes);
      const theirs = await timePush(docker.address, tag, sizeBytes);
      // The first of each warms up.
      if (round === 0) continue;
      times.builtIn.push(mine);
      times.docker.push(theirs);
    }
    const [builtInMs, dockerRegistryMs] = [median(times.builtIn), median(times.docker)];
    return { builtInMs, dockerRegistryMs, ratio: dockerRegistryMs / builtInMs };
  } finally {
    await builtIn.stop();
    await docker.stop();
  }
}

async function timePush(address: string, tag: string, sizeBytes: number): Promise<number> {
  const chart = content(randomBytes(sizeBytes));
  const config = content(JSON.stringify({ name: 'speed', version: tag }));
  const manifest = chartManifest(config, chart);
  const startedAt = performance.now();
  const client = quickClient(address);
  await Promise.all([config, chart].map((blob) => client.pushBlob('speed/app', blob, blob.open)));
  await client.pushManifest('speed/app', tag, manifest.bytes, MEDIA_TYPE.ociManifest);
  client.close();
  return performance.now() - startedAt;
}

/** Linux keeps it: `VmHWM`, the high-water mark of the resident set. */
export async function peakRssMb(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
