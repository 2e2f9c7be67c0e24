import { describe, expect, it } from 'vitest';
import {
  recordOf,
  settled,
  sourceOf,
  unlinked,
  withCopy,
  withEntry,
  type RecordPlace,
} from '../../../../electron/releases/source-records';
import type { ReleaseRecord, SourceEntry } from '../../../../electron/settings/source-store';
import { digestSchema } from '../../../../shared/oci';

const DIGEST = digestSchema.parse(`sha256:${'a'.repeat(64)}`);
const AT: RecordPlace = {
  cluster: { id: 'uid-1', server: 'https://127.0.0.1:6443' },
  place: { context: 'kind-dev', namespace: 'shop', name: 'web' },
};

function entry(revision: number, version = '1.0.0', change: Partial<SourceEntry> = {}): SourceEntry {
  return {
    revision,
    chart: { name: 'shop', version },
    address: 'ghcr.io',
    repository: 'acme/shop',
    tag: version,
    digest: DIGEST,
    how: 'recorded',
    startedAt: 1_000_000,
    endedAt: 1_010_000,
    ...change,
  };
}

function source(
  records: readonly ReleaseRecord[],
  revision: number,
  version = '1.0.0',
  updatedAt: number | null = null,
) {
  const record = recordOf(records, AT);
  return record === undefined ? null : sourceOf(record, { revision, chart: { name: 'shop', version }, updatedAt });
}

describe('the source of a revision', () => {
  it('is what was recorded for it', () => {
    const records = withEntry([], AT, entry(1));
    expect(source(records, 1)).toEqual({
      address: 'ghcr.io',
      repository: 'acme/shop',
      tag: '1.0.0',
      digest: DIGEST,
      how: 'recorded',
    });
    expect(source(records, 1, '1.0.0', 1_005_000)).toMatchObject({ digest: DIGEST });
  });

  it('is not taken for that of another chart, version or time under the same number', () => {
    const records = withEntry([], AT, entry(1));
    expect(source(records, 1, '2.0.0')).toBeNull();
    expect(source(records, 1, '1.0.0', 5_000_000)).toBeNull();
    const record = recordOf(records, AT);
    expect(
      record && sourceOf(record, { revision: 1, chart: { name: 'other', version: '1.0.0' }, updatedAt: null }),
    ).toBeNull();
  });

  it('is only a repository where something else made the revision since', () => {
    const records = withEntry([], AT, entry(1));
    expect(source(records, 2, '1.1.0')).toMatchObject({ repository: 'acme/shop', tag: null, digest: null });
    expect(source(records, 2, '1.0.0')).toMatchObject({ tag: '1.0.0', digest: null });
  });

  it('is that of the older revision after a roll-back', () => {
    const records = withEntry(withEntry([], AT, entry(1)), AT, entry(2, '1.1.0'));
    const back = withCopy(records, AT, { from: 1, to: 3, startedAt: 2_000_000, endedAt: 2_001_000 });
    expect(source(back, 3)).toMatchObject({ tag: '1.0.0', digest: DIGEST });
    expect(withCopy(records, AT, { from: 9, to: 10, startedAt: 0, endedAt: 0 })).toBe(records);
  });

  it('is forgotten with a history that began anew', () => {
    const records = withEntry(withEntry([], AT, entry(1)), AT, entry(2, '1.1.0'));
    const anew = withEntry(records, AT, entry(1, '3.0.0'));
    expect(recordOf(anew, AT)?.entries).toHaveLength(1);
  });
});

describe('what became of a revision', () => {
  const truth = { state: 'present' as const, status: 'deployed' as const, description: '' };

  it('keeps it where it was made, drops it where it was not', () => {
    const records = withEntry(withEntry([], AT, entry(1)), AT, entry(2, '1.1.0', { endedAt: null }));
    const made = settled(records, AT, { revision: 2, truth: { ...truth, revision: 2 }, endedAt: 7 });
    expect(recordOf(made, AT)?.entries.at(-1)).toMatchObject({ revision: 2, endedAt: 7 });
    const notMade = settled(records, AT, { revision: 2, truth: { ...truth, revision: 1 }, endedAt: 7 });
    expect(recordOf(notMade, AT)?.entries.map(({ revision }) => revision)).toEqual([1]);
  });

  it('forgets a release that is gone', () => {
    const records = withEntry([], AT, entry(1));
    expect(settled(records, AT, { revision: 2, truth: { state: 'absent' }, endedAt: 7 })).toEqual([]);
  });
});

describe('whose record it is', () => {
  const records = withEntry([], AT, entry(1));

  it('is told by the uid of the cluster, whatever its address', () => {
    expect(recordOf(records, { ...AT, cluster: { id: 'uid-1', server: 'https://other' } })).toBeDefined();
    expect(recordOf(records, { ...AT, cluster: { id: 'uid-2', server: 'https://127.0.0.1:6443' } })).toBeUndefined();
  });

  it('is told by the address for those who see no uid', () => {
    expect(recordOf(records, { ...AT, cluster: { id: null, server: 'https://127.0.0.1:6443' } })).toBeDefined();
    expect(recordOf(records, { ...AT, cluster: { id: null, server: 'https://other' } })).toBeUndefined();
    expect(recordOf(records, { ...AT, cluster: { id: null, server: null } })).toBeUndefined();
  });

  it('keeps the uid when it is written by someone who does not see it', () => {
    const later = withEntry(records, { ...AT, cluster: { id: null, server: 'https://127.0.0.1:6443' } }, entry(2));
    expect(later).toHaveLength(1);
    expect(later[0]?.cluster).toBe('uid-1');
  });

  it("is nobody else's", () => {
    expect(recordOf(records, { ...AT, place: { ...AT.place, namespace: 'other' } })).toBeUndefined();
  });
});

it('unlinking leaves no source, and says that labels count no longer', () => {
  const records = unlinked(withEntry([], AT, entry(1)), AT);
  expect(source(records, 1)).toBeNull();
  expect(records[0]?.isUnlinked).toBe(true);
});
