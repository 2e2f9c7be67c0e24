/**
 * Chartroom's side of a comparison: the services of the app as main.ts wires them, warm as in a window that has been open
 * for a while, but with a registry client that has neither connected nor logged in. A push or pull goes a user's whole way,
 * through queue and journal, until its state is Done.
 */
import type { Digest } from '../../../shared/digest';
import type { FileId } from '../../../shared/push';
import type { Transfer, TransferId } from '../../../shared/transfer';
import { openPushStage } from '../../support/push-stage';
import { ANA } from '../../support/registry-clients';

export interface ColdApp {
  /** Reads a chart, as when it is dropped on the window. */
  show(chart: string): Promise<FileId>;
  /** From the button to Done: pushes a chart that was shown to `path` below the registry, and gives the manifest's digest. */
  push(fileId: FileId, path: string): Promise<Digest>;
  /** From the click to Done: pulls into a folder. */
  pull(place: { repository: string; tag: string; digest: Digest }, folder: string): Promise<void>;
}

export async function withColdApp<Value>(address: string, work: (app: ColdApp) => Promise<Value>): Promise<Value> {
  const waiting = new Map<TransferId, (transfer: Transfer) => void>();
  const stage = await openPushStage({
    address,
    credential: ANA,
    onDone: (transfer) => waiting.get(transfer.id)?.(transfer),
  });

  /** At once when it is done; what failed is told by the snapshots only. */
  async function digestOf(id: TransferId): Promise<Digest> {
    const done = new Promise<Transfer>((resolve) => waiting.set(id, resolve));
    const { state } = await Promise.race([done, stage.ended(id)]);
    if (state.name === 'done') return state.digest;
    throw new Error(state.name === 'failed' ? state.error.message : `The transfer ended as ${state.name}.`);
  }

  try {
    return await work({
      show: async (chart) => (await stage.show(chart)).fileId,
      async push(fileId, path) {
        const [id] = await stage.transfers.startPushes({ address, path }, [{ fileId, withProvenance: true }]);
        return await digestOf(id!);
      },
      async pull(place, folder) {
        await digestOf(await stage.transfers.startPull({ address, ...place }, folder));
      },
    });
  } finally {
    await stage.stop();
  }
}
