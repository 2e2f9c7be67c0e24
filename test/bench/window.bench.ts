/** The start of the window, from the process on, beside the least that an Electron window can be. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { linkTree } from '../../scripts/link-tree.mjs';
import { electronCommand } from '../e2e/support/launch';
import { inBenchFolder } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { compare } from './support/measure';
import { comparisonRow, printTable } from './support/table';
import { timeToUsable, type WindowCommand } from './support/time-to-usable';

const MAX_RATIO = 1.5;
const BARE_APP = resolve('test/bench/bare-window');

/** Registries that a user would have saved, of which none is there: opening the window must not wait for any. */
const SAVED = ['registry.example.com', '127.0.0.1:9', 'ghcr.io'].map((address) => ({
  address,
  plainHttp: false,
  addedAt: 0,
  hasCredential: address === 'ghcr.io',
  username: 'ana',
  repositories: [],
}));

async function chartroom(folder: string): Promise<WindowCommand> {
  const userData = join(folder, 'chartroom-data');
  await mkdir(userData);
  await writeFile(join(userData, 'registries.json'), JSON.stringify({ registries: SAVED }));
  return electronCommand(userData);
}

/** The same Electron with another app: by its path, or where this Electron takes none as a copy with the app inside. */
async function bareWindow(folder: string): Promise<WindowCommand> {
  const userData = join(folder, 'bare-data');
  await mkdir(userData);
  const own = electronCommand(userData);
  const [app = '', ...args] = own.args;
  if (!app.startsWith('--')) return { ...own, args: [BARE_APP, ...args] };
  const copy = join(folder, 'electron');
  await linkTree(dirname(own.executable), copy);
  await rm(join(copy, 'resources/app'), { recursive: true });
  await symlink(BARE_APP, join(copy, 'resources/app'));
  return { ...own, executable: join(copy, basename(own.executable)) };
}

await inBenchFolder(async (folder) => {
  const rounds = benchRounds();
  const [ours, bare] = [await chartroom(folder), await bareWindow(folder)];
  const times = await compare(
    rounds,
    () => timeToUsable(ours),
    () => timeToUsable(bare),
  );
  printTable(
    'Start of the window beside a bare Electron window',
    'bare',
    [comparisonRow('start to a sidebar that can be used', times, MAX_RATIO)],
    [
      `Medians of ${rounds}, taking turns, from the start of the process until the saved registries are painted and enabled.`,
      'The bare window shows the same sidebar as plain HTML, without scripts.',
    ],
  );
});
