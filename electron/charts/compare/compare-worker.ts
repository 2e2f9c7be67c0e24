/** The thread that compares charts: one order after the other, each answered. Built as a script of its own. */
import { parentPort } from 'node:worker_threads';
import { ChartError } from '../chart-error';
import { UnpackedArchiveError } from '../unpacked-archive';
import { compareCharts } from './compare-charts';
import type { CompareAnswer, CompareOrder } from './compare-thread';

parentPort?.on('message', (order: CompareOrder) => void answer(order));

async function answer({ id, from, to }: CompareOrder): Promise<void> {
  parentPort?.postMessage(await resultOf(id, { from, to }), []);
}

/** Errors lose their class between threads: it goes along as a word. */
async function resultOf(id: number, { from, to }: Omit<CompareOrder, 'id'>): Promise<CompareAnswer> {
  try {
    return { id, kind: 'compared', comparison: await compareCharts(from, to) };
  } catch (error) {
    if (error instanceof ChartError) {
      const { code, message, details = '' } = error;
      return { id, kind: 'chart-error', code, message, details };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { id, kind: error instanceof UnpackedArchiveError ? 'not-unpacked' : 'failed', message };
  }
}
