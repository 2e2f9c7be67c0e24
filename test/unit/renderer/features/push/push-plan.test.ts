import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../../shared/errors';
import type { PushVerdict } from '../../../../../shared/push';
import { planPush, targetOf } from '../../../../../renderer/features/push/push-plan';
import type { PushEntry } from '../../../../../renderer/features/push/push-session';
import { digestOf, fileIdOf, inspectedChart } from '../../../../support/push-samples';

const destination = { address: 'registry.lan', path: 'charts' };

function entry(name: string, changed: Partial<PushEntry> = {}): PushEntry {
  return {
    fileId: fileIdOf(name),
    fileName: `${name}-1.0.0.tgz`,
    file: inspectedChart(name),
    check: { name: 'idle' },
    withProvenance: true,
    replaceDigest: null,
    ...changed,
  };
}

function checked(name: string, verdict: PushVerdict, changed: Partial<PushEntry> = {}): PushEntry {
  return entry(name, { check: { name: 'checked', check: { fileId: fileIdOf(name), verdict } }, ...changed });
}

const different: PushVerdict = { kind: 'different', digest: digestOf('1'), createdAt: '2026-08-12T09:00:00Z' };

describe('planPush', () => {
  it('uploads what is new, and what may be replaced', () => {
    const plan = planPush({
      destination,
      entries: [
        checked('a', { kind: 'new' }),
        checked('b', { kind: 'same', digest: digestOf('2'), sameManifest: true }),
        checked('c', different),
        checked('d', different, { replaceDigest: digestOf('1') }),
      ],
    });
    expect(plan.items).toEqual([
      { fileId: fileIdOf('a'), withProvenance: true },
      { fileId: fileIdOf('d'), withProvenance: true, replaceDigest: digestOf('1') },
    ]);
    expect(plan.uploadBytes).toBe(2000);
    expect(plan.totalBytes).toBe(4000);
    expect(plan.pendingCount).toBe(0);
  });

  it('leaves what differs as it is until the user says otherwise', () => {
    const plan = planPush({ destination, entries: [checked('a', different)] });
    expect(plan.items).toEqual([]);
    expect(plan.outcomes[0]).toMatchObject({ kind: 'different', replaces: false });
  });

  it('counts a .prov only where it goes along', () => {
    const provenance = { fileName: 'a-1.0.0.tgz.prov', sizeBytes: 900, matches: true };
    const file = { ...inspectedChart('a'), provenance };
    const verdict: PushVerdict = { kind: 'new' };
    expect(planPush({ destination, entries: [checked('a', verdict, { file })] }).uploadBytes).toBe(1900);
    const without = checked('a', verdict, { file, withProvenance: false });
    expect(planPush({ destination, entries: [without] }).uploadBytes).toBe(1000);
  });

  it('pushes one chart of a name and version, and tells whether the other is the same', () => {
    const other = { ...inspectedChart('a'), digest: digestOf('b') };
    const plan = planPush({
      destination,
      entries: [
        checked('a', { kind: 'new' }),
        checked('b', { kind: 'new' }, { file: inspectedChart('a') }),
        checked('c', { kind: 'new' }, { file: other }),
      ],
    });
    expect(plan.outcomes.map(({ kind }) => kind)).toEqual(['new', 'repeated', 'repeated']);
    expect(plan.outcomes.slice(1)).toMatchObject([{ isSame: true }, { isSame: false }]);
    expect(plan.items).toHaveLength(1);
  });

  it('takes versions that become one tag for the same place', () => {
    const plus = { ...inspectedChart('a'), version: '1.0.0+x' };
    const underscore = { ...inspectedChart('a'), version: '1.0.0_x' };
    const plan = planPush({ destination, entries: [entry('a', { file: plus }), entry('b', { file: underscore })] });
    expect(plan.outcomes[1]?.kind).toBe('repeated');
  });

  it('holds a chart back whose .prov is for another file, with the words of main where it was asked', () => {
    const provenance = { fileName: 'a-1.0.0.tgz.prov', sizeBytes: 900, matches: false };
    const file = { ...inspectedChart('a'), provenance };
    const told: AppError = { kind: 'invalid-input', field: 'provenance', message: "It isn't a signed file." };
    expect(planPush({ destination: null, entries: [entry('a', { file })] }).outcomes[0]).toEqual({
      kind: 'provenance-mismatch',
      message: "a-1.0.0.tgz.prov doesn't match this archive.",
    });
    const asked = checked('a', { kind: 'impossible', error: told }, { file });
    expect(planPush({ destination, entries: [asked] }).outcomes[0]).toEqual({
      kind: 'provenance-mismatch',
      message: told.message,
    });
    const without = checked('a', { kind: 'new' }, { file, withProvenance: false });
    expect(planPush({ destination, entries: [without] }).items).toHaveLength(1);
  });

  it('tells a failure of the registry once, and one of a chart at its row', () => {
    const unreachable: AppError = { kind: 'network', host: 'registry.lan', problem: 'dns', message: 'No such host.' };
    const upperCase: AppError = { kind: 'invalid-input', message: 'No capital letters.' };
    const plan = planPush({
      destination,
      entries: [
        entry('a', { check: { name: 'failed', error: unreachable } }),
        checked('b', { kind: 'impossible', error: upperCase }),
      ],
    });
    expect(plan.problem).toBe(unreachable);
    expect(plan.outcomes).toEqual([{ kind: 'not-checked' }, { kind: 'impossible', error: upperCase }]);
  });

  it('counts what is read or asked about', () => {
    const plan = planPush({
      destination,
      entries: [
        entry('a', { file: null }),
        entry('b', { check: { name: 'checking', last: null } }),
        checked('c', { kind: 'new' }),
      ],
    });
    expect(plan.pendingCount).toBe(2);
    expect(planPush({ destination: null, entries: [entry('a')] }).pendingCount).toBe(0);
  });

  it('keeps what was known while it asks again, and uploads nothing on the strength of it', () => {
    const last = { fileId: fileIdOf('a'), verdict: { kind: 'new' } } as const;
    const plan = planPush({ destination, entries: [entry('a', { check: { name: 'checking', last } })] });
    expect(plan.outcomes).toEqual([{ kind: 'checking', last: { kind: 'new' } }]);
    expect(plan.items).toEqual([]);
  });
});

describe('targetOf', () => {
  it('writes + as _ and knows a registry without a path', () => {
    const plus = entry('a', { file: { ...inspectedChart('a'), version: '1.0.0+acme.1' } });
    expect(targetOf(plus, { address: 'localhost:5000', path: '' })).toEqual({
      destination: 'oci://localhost:5000/',
      chart: 'a:1.0.0_acme.1',
    });
  });

  it('has none for what is no chart', () => {
    expect(targetOf(entry('a', { file: null }), destination)).toBeNull();
  });
});
