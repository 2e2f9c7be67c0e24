/** Pushes the app's own sample charts to a registry, by the same steps as charts that are dropped. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Destination } from '../../shared/destination';
import type { InspectedChart } from '../../shared/push';
import { versionToTag } from '../../shared/reference';
import type { TransferId } from '../../shared/transfer';
import type { OfferedFiles } from '../files/offered-files';
import type { PushService } from '../push/push-service';
import type { TransferService } from './transfer-service';

export interface PushSamplesOptions {
  /** Absolute: holds the archives, and nothing else. */
  readonly folder: string;
  readonly offerFiles: OfferedFiles['offer'];
  readonly push: Pick<PushService, 'inspect' | 'check'>;
  readonly startPushes: TransferService['startPushes'];
}

export interface PushedSamples {
  /** Of those that were not there yet. */
  readonly transfers: readonly TransferId[];
  /** The one to look at. */
  readonly first: { readonly address: string; readonly repository: string; readonly tag: string };
}

export type PushSamples = (address: string, options: { readonly signal: AbortSignal }) => Promise<PushedSamples>;

/** A path of their own, so that they are never mixed with the user's charts. */
const PATH = 'samples';

export function createSamplePusher({ folder, offerFiles, push, startPushes }: PushSamplesOptions): PushSamples {
  /** A sample that can't be read is a fault of ours. */
  async function readCharts(signal: AbortSignal): Promise<readonly InspectedChart[]> {
    const names = (await readdir(folder)).sort();
    const charts: InspectedChart[] = [];
    for (const { fileId } of offerFiles(names.map((name) => join(folder, name)))) {
      const file = await push.inspect(fileId, { signal });
      if (file.kind !== 'chart') throw new Error(`The sample ${file.fileName} can't be read: ${file.error.message}`);
      charts.push(file);
    }
    return charts;
  }

  return async function pushSamples(address, { signal }) {
    const destination: Destination = { address, path: PATH };
    const charts = await readCharts(signal);
    // In the order of their names: the last has a second, newer version to look at.
    const shown = charts.at(-1);
    if (shown === undefined) throw new Error('There are no sample charts');
    const isNew = await Promise.all(
      charts.map(async ({ fileId }) => {
        const { verdict } = await push.check({ fileId, destination, withProvenance: false }, { signal });
        // What stands against it is told by its transfer, as for every push.
        return verdict.kind === 'new' || verdict.kind === 'impossible';
      }),
    );
    const missing = charts.filter((_chart, index) => isNew[index]);
    const items = missing.map(({ fileId }) => ({ fileId, withProvenance: false }));
    return {
      transfers: items.length === 0 ? [] : await startPushes(destination, items),
      first: { address, repository: `${PATH}/${shown.name}`, tag: versionToTag(shown.version) },
    };
  };
}
