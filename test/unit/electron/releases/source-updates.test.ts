import { describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../../../electron/ipc/app-error';
import type { BrowseService } from '../../../../electron/registries/browse-service';
import { RegistryError } from '../../../../electron/registry/registry-error';
import { sortVersions } from '../../../../electron/registry/versions';
import type { ReleaseSources } from '../../../../electron/releases/release-sources';
import { createSourceUpdates } from '../../../../electron/releases/source-updates';
import { digestSchema } from '../../../../shared/oci';
import type { ListedRelease, ReleaseSource } from '../../../../shared/release-source';

const { signal } = new AbortController();
const ONE = digestSchema.parse(`sha256:${'1'.repeat(64)}`);
const TWO = digestSchema.parse(`sha256:${'2'.repeat(64)}`);
const NOW = 100 * 60 * 60_000;
const ASKING = { context: 'kind-dev', prereleases: false, refresh: false };

function release(name: string, version = '1.0.0'): ListedRelease {
  return { namespace: 'shop', name, revision: 1, chart: { name: 'shop', version }, updatedAt: null };
}

function from(repository: string, change: Partial<ReleaseSource> = {}): ReleaseSource {
  return { address: 'ghcr.io', repository, tag: '1.0.0', digest: ONE, how: 'recorded', ...change };
}

interface Stage {
  readonly sources: Readonly<Record<string, ReleaseSource>>;
  readonly tags?: readonly string[];
  readonly savedAt?: number;
  readonly versions?: (repository: string) => Promise<never>;
  readonly describe?: () => Promise<never>;
  readonly digest?: typeof ONE;
  readonly isKnown?: boolean;
}

function open({ sources, tags = ['1.0.0', '1.1.0', '2.0.0-rc.1', 'main'], savedAt = NOW, ...stage }: Stage) {
  const versions = vi.fn<BrowseService['versions']>(async ({ repository }, { refresh }) => {
    if (stage.versions !== undefined) return stage.versions(repository);
    const sorted = sortVersions(tags);
    return { versions: [...sorted.versions], savedAt: refresh ? NOW : savedAt };
  });
  const describeTag = vi.fn<BrowseService['describe']>(async () =>
    stage.describe === undefined
      ? { digest: stage.digest ?? ONE, kind: 'chart' as const, hasProvenance: false }
      : stage.describe(),
  );
  const kept = {
    list: (_context: string, releases: readonly ListedRelease[]) =>
      Promise.resolve(releases.map(({ name }) => sources[name] ?? null)),
    revisions: () => Promise.resolve({ deployed: { ...release('web'), status: 'deployed' } }),
    sourceOf: ({ name }: { name: string }) => Promise.resolve(sources[name] ?? null),
  };
  const updates = createSourceUpdates({
    sources: kept as unknown as ReleaseSources,
    browse: { versions, describe: describeTag },
    listings: {
      digest: (_address, _repository, tag) => Promise.resolve(tag === '1.1.0' ? { digest: TWO, savedAt } : null),
    },
    profiles: {
      get: (address) =>
        stage.isKnown === false
          ? undefined
          : { address, plainHttp: false, addedAt: 0, hasCredential: false, repositories: [] },
    },
    toAppError,
    now: () => NOW,
  });
  return { updates, versions, describeTag };
}

const offline = () =>
  Promise.reject(new RegistryError('refused', { code: 'network', problem: 'refused' }, { host: 'ghcr.io' }));

describe('updates of a list', () => {
  it('are the newer versions of exactly that repository, without prereleases', async () => {
    const { updates } = open({ sources: { web: from('acme/shop') } });
    expect(await updates.updates({ ...ASKING, releases: [release('web'), release('stranger')] }, signal)).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        newest: { tag: '1.1.0', version: '1.1.0' },
        newerCount: 1,
        republished: null,
        problem: null,
      },
    ]);
  });

  it('have prereleases where one is deployed, or where they are asked for', async () => {
    const { updates } = open({ sources: { web: from('acme/shop') } });
    const deployed = { ...ASKING, releases: [release('web', '1.1.0-rc.1')] };
    expect((await updates.updates(deployed, signal))[0]?.newest?.version).toBe('2.0.0-rc.1');
    const asked = { ...ASKING, prereleases: true, releases: [release('web')] };
    expect((await updates.updates(asked, signal))[0]?.newest?.version).toBe('2.0.0-rc.1');
  });

  it('are none where the highest is deployed', async () => {
    const { updates } = open({ sources: { web: from('acme/shop', { tag: '1.1.0' }) } });
    const [found] = await updates.updates({ ...ASKING, releases: [release('web', '1.1.0')] }, signal);
    expect(found).toMatchObject({ newest: null, newerCount: 0 });
  });

  it('tell that the same tag has another digest now', async () => {
    const { updates } = open({ sources: { web: from('acme/shop') }, digest: TWO });
    const [found] = await updates.updates({ ...ASKING, releases: [release('web')] }, signal);
    expect(found?.republished).toEqual({ tag: '1.0.0', digest: TWO });
  });

  it('ask no tag where nobody knows which one it was', async () => {
    const { updates, describeTag } = open({ sources: { web: from('acme/shop', { tag: null, digest: null }) } });
    await updates.updates({ ...ASKING, releases: [release('web')] }, signal);
    expect(describeTag).not.toHaveBeenCalled();
  });

  it('ask for each repository once, and for an old list anew', async () => {
    const sources = { web: from('acme/shop'), app: from('acme/shop') };
    const young = open({ sources });
    await young.updates.updates({ ...ASKING, releases: [release('web'), release('app')] }, signal);
    expect(young.versions.mock.calls.map(([, { refresh }]) => refresh)).toEqual([false]);
    const old = open({ sources, savedAt: 0 });
    await old.updates.updates({ ...ASKING, releases: [release('web'), release('app')] }, signal);
    expect(old.versions.mock.calls.map(([, { refresh }]) => refresh)).toEqual([false, true]);
  });

  it('do not ask a registry again that is out of reach', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `r${index}`);
    const { updates, versions } = open({
      sources: Object.fromEntries(names.map((name) => [name, from(`acme/${name}`)])),
      versions: offline,
    });
    const found = await updates.updates({ ...ASKING, releases: names.map((name) => release(name)) }, signal);
    expect(found).toHaveLength(40);
    expect(found.every(({ problem }) => problem?.kind === 'network')).toBe(true);
    expect(versions.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('go on for the others where one repository is gone', async () => {
    const { updates } = open({
      sources: { gone: from('acme/gone'), gone2: from('acme/gone2') },
      versions: () => Promise.reject(new RegistryError('gone', { code: 'not-found' }, { host: 'ghcr.io' })),
    });
    const found = await updates.updates({ ...ASKING, releases: [release('gone'), release('gone2')] }, signal);
    expect(found.map(({ problem }) => problem?.kind)).toEqual(['not-found', 'not-found']);
  });

  it('ask no registry that the user took off the list', async () => {
    const { updates, versions } = open({ sources: { web: from('acme/shop') }, isKnown: false });
    const [found] = await updates.updates({ ...ASKING, releases: [release('web')] }, signal);
    expect(found?.problem?.message).toContain("isn't in the list");
    expect(versions).not.toHaveBeenCalled();
  });
});

describe('the versions of a release', () => {
  const place = { context: 'kind-dev', namespace: 'shop', name: 'web' };
  const asking = { prereleases: false, refresh: false };

  it('are newest first, with what is deployed and what is newer', async () => {
    const { updates } = open({ sources: { web: from('acme/shop') } });
    const found = await updates.versions(place, asking, signal);
    expect(found.versions.map(({ tag, isNewer, isDeployed }) => [tag, isNewer, isDeployed])).toEqual([
      ['1.1.0', true, false],
      ['1.0.0', false, true],
      ['main', false, false],
    ]);
    expect(found.versions[0]?.digest).toBe(TWO);
    expect(found).toMatchObject({ hiddenPrereleases: 1, republished: null, deployed: { revision: 1 } });
  });

  it('are none, and no error, where the source is not known', async () => {
    const { updates } = open({ sources: {} });
    expect(await updates.versions(place, asking, signal)).toMatchObject({ source: null, versions: [] });
  });

  it("are shown where the tag can't be compared", async () => {
    const { updates } = open({ sources: { web: from('acme/shop') }, describe: offline });
    const found = await updates.versions(place, asking, signal);
    expect(found.versions).toHaveLength(3);
    expect(found.republished).toBeNull();
  });
});
