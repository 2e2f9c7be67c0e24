/** A chart's page from the cache in the real window: until its first words are there, and until a README of 140 KB is there to its end. */
import type { Page } from '@playwright/test';
import { addRegistry } from '../e2e/support/add-registry';
import { launchApp, removeUserData } from '../e2e/support/launch';
import { pushArchive } from '../e2e/support/push-archive';
import { startDockerRegistry } from '../support/docker-registry';
import { rawTgz } from '../support/tar-bytes';
import { inBenchFolder } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { longestRow, longestTask, watchTasks } from './support/long-tasks';
import { median } from './support/measure';
import { atMost, milliseconds, printTable } from './support/table';

const FIRST_BUDGET_MS = 100;
const README_BUDGET_MS = 300;
const LAST_WORDS = 'The last words of it.';

/** As long ones are: chapters with prose, code, and tables of values. */
const CHAPTER = `## Chapter

Some words with **weight**, a [link](https://docs.example) and \`code\`, and then some more of them, as people write.

\`\`\`yaml
image:
  tag: "1.10" # the newest
\`\`\`

| Key | Type | Default |
|-----|------|---------|
${'| `image.tag` | string | `"1.10"` |\n'.repeat(20)}
`;
const README = `# Bench\n\n${CHAPTER.repeat(Math.ceil(140_000 / CHAPTER.length))}\n\n${LAST_WORDS}\n`;

interface Look {
  /** ms until what Chart.yaml says is painted. */
  readonly firstMs: number;
  /** ms until the end of the README is there. */
  readonly wholeMs: number;
  readonly task: number;
}

async function look(page: Page, hash: string): Promise<Look> {
  await page.evaluate(() => void (location.hash = '/settings'));
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await longestTask(page);
  const times = await page.evaluate(
    async ([to, words]) => {
      const startedAt = performance.now();
      const until = async (isThere: () => boolean): Promise<number> => {
        while (!isThere()) {
          if (performance.now() - startedAt > 60_000) throw new Error(`Not there: ${document.body.innerText}`);
          await new Promise(requestAnimationFrame);
        }
        return performance.now() - startedAt;
      };
      location.hash = to;
      const firstMs = await until(() => (document.body.textContent ?? '').includes('A chart to be measured'));
      // Only its end: to look for it in all of the page would take as long as a tenth of what is measured.
      const end = '[role=region][aria-label="README.md"] > :last-child';
      const wholeMs = await until(() => document.querySelector(end)?.textContent.includes(words) === true);
      return { firstMs, wholeMs };
    },
    [hash, LAST_WORDS] as const,
  );
  return { ...times, task: await longestTask(page) };
}

await inBenchFolder(async () => {
  const registry = await startDockerRegistry();
  const launched = await launchApp();
  try {
    const { page } = launched;
    await pushArchive({
      address: registry.address,
      repository: 'charts/bench',
      tag: '1.0.0',
      metadata: { description: 'A chart to be measured' },
      archive: rawTgz([
        { name: 'bench/Chart.yaml', content: 'apiVersion: v2\nname: bench\nversion: 1.0.0\n' },
        { name: 'bench/README.md', content: README },
      ]),
    });
    await addRegistry(page, registry.address);
    await watchTasks(page);
    const hash = `/charts/${encodeURIComponent(registry.address)}/charts/bench:1.0.0`;
    // Fetches it, and loads what the page is made of.
    const first = await look(page, hash);
    const looks: Look[] = [];
    for (let round = 0; round < benchRounds(); round += 1) looks.push(await look(page, hash));
    const firstMs = median(looks.map((each) => each.firstMs));
    const wholeMs = median(looks.map((each) => each.wholeMs));
    printTable(
      `A chart with a README of ${Math.round(README.length / 1000)} KB`,
      'worst look',
      [
        {
          what: 'until the first of it is there',
          ours: milliseconds(firstMs),
          theirs: milliseconds(Math.max(...looks.map((each) => each.firstMs))),
          budget: atMost(FIRST_BUDGET_MS, firstMs, 'ms'),
        },
        {
          what: 'until the README is there to its end',
          ours: milliseconds(wholeMs),
          theirs: milliseconds(Math.max(...looks.map((each) => each.wholeMs))),
          budget: atMost(README_BUDGET_MS, wholeMs, 'ms'),
        },
        { what: 'the same for the first time, fetching it', ours: milliseconds(first.wholeMs) },
        longestRow(
          'it comes',
          looks.map(({ task }) => task),
        ),
      ],
      [`Medians of ${looks.length} looks from another page; the chart's archive is in the cache.`],
    );
  } finally {
    await launched.close();
    await registry.stop();
    await removeUserData(launched.userDataFolder);
  }
});
