/**
 * Reads the arguments and the environment of every process of this machine again and again, as fast as it can, in a thread of its own:
 * what a process shows of itself, be it for a moment, anyone on the machine may read. Linux only.
 */
import { Worker } from 'node:worker_threads';

export interface ProcessWatch {
  /** Ends it. The arguments of all that were seen, each once, and those that had one of the texts in them. */
  stop(): Promise<Seen>;
}

export interface Seen {
  /** Words separated by NUL. */
  readonly commandLines: readonly string[];
  /** `arguments` or `environment`, with the words around what was found. */
  readonly leaks: readonly string[];
  readonly rounds: number;
}

const SCRIPT = `
const { readdirSync, readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { texts, flag } = workerData;
const stopped = new Int32Array(flag);
const commandLines = new Set();
const leaks = new Set();
let rounds = 0;
function read(path) {
  try { return readFileSync(path, 'latin1'); } catch { return ''; }
}
function look(what, content) {
  for (const text of texts) if (content.includes(text)) leaks.add(what + ': ' + content.slice(0, 400).replaceAll('\\0', ' '));
}
parentPort.postMessage('ready');
while (Atomics.load(stopped, 0) === 0) {
  rounds += 1;
  for (const pid of readdirSync('/proc')) {
    if (!/^\\d+$/.test(pid)) continue;
    const commandLine = read('/proc/' + pid + '/cmdline');
    if (commandLine === '') continue;
    if (!commandLines.has(commandLine)) { commandLines.add(commandLine); look('arguments', commandLine); }
    if (commandLine.includes('helm')) look('environment', read('/proc/' + pid + '/environ'));
  }
}
parentPort.postMessage({ commandLines: [...commandLines], leaks: [...leaks], rounds });
`;

/** `texts`: what no process may show. */
export async function watchProcesses(texts: readonly string[]): Promise<ProcessWatch> {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(SCRIPT, { eval: true, workerData: { texts, flag } });
  await nextMessage(worker);
  return {
    async stop() {
      const answer = nextMessage(worker);
      Atomics.store(new Int32Array(flag), 0, 1);
      const seen = await answer;
      await worker.terminate();
      return seen as Seen;
    },
  };
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
