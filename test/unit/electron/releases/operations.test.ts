/** What an operation is told to be and when, without helm and without a cluster (test/integration/releases has both). */
import { expect, test } from 'vitest';
import { LOST_OPERATION } from '../../../../electron/ipc/operation-words';
import type { ClusterAccess } from '../../../../electron/releases/cluster-access';
import type { OperationJournal } from '../../../../electron/releases/operation-journal';
import { Operations, type OperationPlan } from '../../../../electron/releases/operations';
import { createGate } from '../../../support/gate';

const { signal } = new AbortController();
const place = { context: 'kind-dev', namespace: 'shop', name: 'shop' };
const plan: OperationPlan = {
  kind: 'upgrade',
  place,
  chart: 'shop 1.0.0',
  confirmedContext: null,
  check: () => Promise.resolve(),
  work: () => Promise.resolve('notes'),
};

function access(): ClusterAccess {
  const stand: Pick<ClusterAccess, 'isProtected' | 'serverOf' | 'withHelm'> = {
    isProtected: () => Promise.resolve(false),
    serverOf: () => Promise.resolve('https://127.0.0.1:1'),
    withHelm: () => Promise.reject(new Error('there is no helm')),
  };
  return stand as ClusterAccess;
}

test('the next change may begin as soon as the end of one is told, however slow the disk is', async () => {
  const [removing, slowDisk] = [createGate(), createGate()];
  const journal: OperationJournal = {
    entries: () => Promise.resolve([]),
    write: () => Promise.resolve(),
    remove() {
      removing.open();
      return slowDisk.opened;
    },
  };
  const operations = new Operations({
    access: access(),
    journal,
    toAppError: () => expect.unreachable('nothing fails'),
    lostError: LOST_OPERATION,
    onChange: () => undefined,
    onProblem: () => undefined,
  });
  const { id } = await operations.start(plan, { signal });
  const stateOf = async () => (await operations.list()).find((each) => each.id === id)?.state.name;
  await removing.opened;
  await expect(operations.start(plan, { signal })).rejects.toMatchObject({ code: 'busy' });
  expect(await stateOf()).toBe('running');
  slowDisk.open();
  for (let turn = 0; (await stateOf()) !== 'succeeded'; turn += 1) expect(turn).toBeLessThan(1_000);
  await expect(operations.start(plan, { signal })).resolves.toMatchObject({ place });
});
