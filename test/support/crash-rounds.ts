/**
 * Kills the built-in registry at random moments while several clients push and delete, starts it again on the same folder, and looks:
 * every tag that a client was told is there must lead to whole, right blobs, and so must every other tag; after a collection nothing
 * is left on the disk that no tag leads to.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MEDIA_TYPE } from '../../shared/oci';
import { checkNothingLeft, checkTag, listTags } from './crash-checks';
import { createGate } from './gate';
import { startLocalRegistry } from './local-registry';
import { chartManifest, content, quickClient } from './registry-clients';

export interface CrashReport {
  readonly rounds: number;
  /** Pushes and deletions that clients were told are done. */
  readonly confirmed: number;
  /** Those that a kill cut off. */
  readonly cutOff: number;
  /** How often a tag was followed to the last byte of its blobs. */
  readonly checkedTags: number;
  /** Manifests and files of content that collections removed. */
  readonly garbage: number;
}

/** A manifest's digest, or null for a tag that is not there. */
type State = string | null;
/** What each tag may be: one state once a client was told, two while it is being changed. */
type Allowed = Map<string, readonly State[]>;

const CLIENTS = 6;
const REPOSITORIES = ['charts/app', 'charts/web', 'charts/deep/er'];
const MAX_BLOB_BYTES = 300_000;
/** A kill comes after up to so many changes and a little more: whatever the speed of the machine, it meets all steps of a push. */
const MAX_CHANGES = 15;
const MAX_EXTRA_MS = 150;
/** For a registry that hangs instead of answering. */
const ROUND_TIMEOUT_MS = 60_000;
/** Tags of earlier rounds that are followed again after each kill; all of them are at the end. */
const SAMPLE = 20;

/** Throws an Error that says what is wrong and where the folder is; the folder of a run that went well is removed. */
export async function runCrashRounds(rounds: number, onRound: (round: number) => void): Promise<CrashReport> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-crash-registry-'));
  const allowed: Allowed = new Map();
  const report = { rounds, confirmed: 0, cutOff: 0, checkedTags: 0, garbage: 0 };
  for (let round = 1; round <= rounds; round += 1) {
    try {
      const { confirmed, cutOff, touched } = await workUntilKilled(folder, round, allowed);
      report.confirmed += confirmed;
      report.cutOff += cutOff;
      await checkAfterwards(folder, allowed, round === rounds ? 'all' : touched, report);
    } catch (error) {
      throw new Error(`Round ${round} of ${folder} went wrong`, { cause: error });
    }
    onRound(round);
  }
  await rm(folder, { recursive: true, force: true });
  return report;
}

async function workUntilKilled(folder: string, round: number, allowed: Allowed) {
  const registry = await startLocalRegistry({ folder });
  const touched = new Set<string>();
  const failures: unknown[] = [];
  const life = new AbortController();
  let confirmed = 0;
  let cutOff = 0;
  const enough = createGate();
  const changesWanted = randomInt(MAX_CHANGES);
  if (changesWanted === 0) enough.open();

  /** Changes a tag; whether the kill came before or after the change is then open. */
  async function change(tag: string, next: State, action: () => Promise<unknown>): Promise<void> {
    const before = allowed.get(tag) ?? [null];
    touched.add(tag);
    allowed.set(tag, [...before, next]);
    try {
      await action();
      allowed.set(tag, [next]);
      confirmed += 1;
      if (confirmed >= changesWanted) enough.open();
    } catch (error) {
      cutOff += 1;
      if (!life.signal.aborted) failures.push(error);
    }
  }

  async function work(worker: number): Promise<void> {
    const client = quickClient(registry.address, { timing: { maxAttempts: 1 } });
    for (let step = 0; !life.signal.aborted; step += 1) {
      const repository = REPOSITORIES[randomInt(REPOSITORIES.length)]!;
      // Each worker has its own tags: of two that race, either may win.
      const name = step % 3 === 0 ? `moving-${worker}` : `1.${round}.${step}-${worker}`;
      const chart = content(randomBytes(randomInt(MAX_BLOB_BYTES)));
      // Half of the configs are known already, in this repository or in another.
      const config = content(JSON.stringify({ name: randomInt(2) === 0 ? 'shared' : name }));
      const manifest = chartManifest(config, chart);
      await change(`${repository}:${name}`, manifest.digest, async () => {
        await Promise.all([config, chart].map((blob) => client.pushBlob(repository, blob, blob.open)));
        await client.pushManifest(repository, name, manifest.bytes, MEDIA_TYPE.ociManifest);
      });
      if (step % 4 === 3)
        await change(`${repository}:${name}`, null, () => deleteTag(registry.address, repository, name));
    }
    client.close();
  }

  const working = Array.from({ length: CLIENTS }, (_, worker) => work(worker));
  await Promise.race([enough.opened, delay(ROUND_TIMEOUT_MS, null, { ref: false })]);
  await delay(randomInt(MAX_EXTRA_MS));
  life.abort();
  registry.kill();
  await Promise.all([registry.exited, ...working]);
  await registry.stop();
  if (failures.length > 0)
    throw new Error(`${failures.length} requests failed before the kill`, { cause: failures[0] });
  return { confirmed, cutOff, touched };
}

async function checkAfterwards(
  folder: string,
  allowed: Allowed,
  which: 'all' | ReadonlySet<string>,
  report: { checkedTags: number; garbage: number },
): Promise<void> {
  const registry = await startLocalRegistry({ folder });
  try {
    for (const pass of ['after the kill', 'after the collection']) {
      const tags = await listTags(registry.address);
      for (const [tag, states] of allowed) {
        const state = tags.get(tag) ?? null;
        if (!states.includes(state))
          throw new Error(`${pass} ${tag} is ${state}, not one of ${JSON.stringify(states)}`);
        // From here on it is known.
        allowed.set(tag, [state]);
      }
      for (const tag of tags.keys()) {
        if (!allowed.has(tag)) throw new Error(`${pass} there is ${tag}, which nobody pushed`);
        if (which !== 'all' && !which.has(tag) && randomInt(tags.size) >= SAMPLE) continue;
        await checkTag(registry.address, tag);
        report.checkedTags += 1;
      }
      if (pass === 'after the kill') {
        const { files, manifests } = await registry.collectGarbage({ untaggedManifests: true });
        report.garbage += files + manifests;
      } else await checkNothingLeft(registry.address, folder, tags);
    }
  } finally {
    await registry.stop();
  }
}

async function deleteTag(address: string, repository: string, tag: string): Promise<void> {
  const answer = await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, { method: 'DELETE' });
  if (answer.status !== 202) throw new Error(`DELETE answered ${answer.status}`);
}
