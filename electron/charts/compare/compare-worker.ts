/** The thread that compares charts: one order after the other, each answered. Built as a script of its own. */
import { parentPort } from 'node:worker_threads';
import { ChartError } from '../chart-error';
import { UnpackedArchiveError } from '../unpacked-archive';
import { chartImages } from './chart-images';
import { compareCharts } from './compare-charts';
import type { CompareAnswer, CompareOrder } from './compare-thread';

parentPort?.on('message', (order: CompareOrder) => void answer(order));

async function answer(order: CompareOrder): Promise<void> {
  parentPort?.postMessage(await resultOf(order), []);
}

/** Errors lose their class between threads: it goes along as a word. */
async function resultOf(order: CompareOrder): Promise<CompareAnswer> {
  const { id } = order;
  try {
    if (order.kind === 'images') return { id, kind: 'found', images: await chartImages(order.path) };
    return { id, kind: 'compared', comparison: await compareCharts(order.from, order.to) };
  } catch (error) {
    if (error instanceof ChartError) {
      const { code, message, details = '' } = error;
      return { id, kind: 'chart-error', code, message, details };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { id, kind: error instanceof UnpackedArchiveError ? 'not-unpacked' : 'failed', message };
  }
}
