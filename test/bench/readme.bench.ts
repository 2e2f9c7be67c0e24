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

/** Prose, code and a table of values. */
const chapter = (row: string, rows: number): string => `## Chapter

Some words with **weight**, a [link](https://docs.example) and \`code\`, and then some more of them, as people write.

\`\`\`yaml
image:
  tag: "1.10" # the newest
\`\`\`

| Key | Type | Default | Description |
|-----|------|---------|-------------|
${`${row}\n`.repeat(rows)}
`;

function readmeOf(part: string): string {
  return `# Bench\n\n${part.repeat(Math.ceil(140_000 / part.length))}\n\n${LAST_WORDS}\n`;
}

/** As tools make them of values.yaml: the rows of argo-workflows 1.0.18 have 106 characters on average, those of argo-rollouts 2.41.0 102. */
const USUAL = readmeOf(
  chapter(
    '| controller.image.tag | string | `"1.10"` | The tag of the image, where the chart is to take another one |',
    20,
  ),
);
/** Nearly three times as many rows as those: what takes time is their cells. */
const DENSE = readmeOf(chapter('| `image.tag` | string | `"1.10"` | |', 20));

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

async function looksAt(page: Page, hash: string): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (let round = 0; round < benchRounds(); round += 1) looks.push(await look(page, hash));
  return looks;
}

await inBenchFolder(async () => {
  const registry = await startDockerRegistry();
  const launched = await launchApp();
  try {
    const { page } = launched;
    for (const [name, readme] of [
      ['usual', USUAL],
      ['dense', DENSE],
    ] as const) {
      await pushArchive({
        address: registry.address,
        repository: `charts/${name}`,
        tag: '1.0.0',
        metadata: { description: 'A chart to be measured' },
        archive: rawTgz([
          { name: `${name}/Chart.yaml`, content: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n` },
          { name: `${name}/README.md`, content: readme },
        ]),
      });
    }
    await addRegistry(page, registry.address);
    await watchTasks(page);
    const hashOf = (name: string): string => `/charts/${encodeURIComponent(registry.address)}/charts/${name}:1.0.0`;
    // Fetches it, and loads what the page is made of.
    const first = await look(page, hashOf('usual'));
    const usual = await looksAt(page, hashOf('usual'));
    await look(page, hashOf('dense'));
    const dense = await looksAt(page, hashOf('dense'));
    const firstMs = median(usual.map((each) => each.firstMs));
    const wholeMs = median(usual.map((each) => each.wholeMs));
    printTable(
      `A chart with a README of ${Math.round(USUAL.length / 1000)} KB`,
      'worst look',
      [
        {
          what: 'until the first of it is there',
          ours: milliseconds(firstMs),
          theirs: milliseconds(Math.max(...usual.map((each) => each.firstMs))),
          budget: atMost(FIRST_BUDGET_MS, firstMs, 'ms'),
        },
        {
          what: 'until the README is there to its end',
          ours: milliseconds(wholeMs),
          theirs: milliseconds(Math.max(...usual.map((each) => each.wholeMs))),
          budget: atMost(README_BUDGET_MS, wholeMs, 'ms'),
        },
        { what: 'the same for the first time, fetching it', ours: milliseconds(first.wholeMs) },
        longestRow(
          'it comes',
          usual.map(({ task }) => task),
        ),
        {
          what: 'as long, of nothing but short rows of tables',
          ours: milliseconds(median(dense.map((each) => each.wholeMs))),
          theirs: milliseconds(Math.max(...dense.map((each) => each.wholeMs))),
        },
        longestRow(
          'that one comes',
          dense.map(({ task }) => task),
        ),
      ],
      [`Medians of ${usual.length} looks each, from another page; the charts' archives are in the cache.`],
    );
  } finally {
    await launched.close();
    await registry.stop();
    await removeUserData(launched.userDataFolder);
  }
});
