/** The Values step of the install wizard, without a cluster that answers: a registry, a chart of one's own, a kubeconfig to nowhere. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { expect, type Locator, type Page } from '@playwright/test';
import { writeChartOfFiles } from '../../support/chart-of-files';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { writeKubeconfig } from '../../support/kubeconfig-file';
import { addRegistry } from './add-registry';
import { launchWithCluster } from './cluster-app';
import { helmPush, type MadeChart } from './helm-charts';
import { removeUserData, type LaunchedApp } from './launch';
import type { Settings } from '../../../shared/settings';

const run = promisify(execFile);

export interface ValuesStage {
  readonly launched: LaunchedApp;
  readonly registry: DockerRegistry;
  readonly folder: string;
  /** The Values step of one of the charts. */
  readonly open: (chart: Pick<MadeChart, 'name' | 'version'>) => Promise<void>;
  /** Its page. */
  readonly openChart: (chart: Pick<MadeChart, 'name' | 'version'>) => Promise<void>;
  /** What the real helm prints. */
  readonly helmTemplate: (name: string, flags: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** `charts`: values.yaml and values.schema.json by the chart's name, each pushed in version 1.0.0; others as archives. */
export async function openValuesStage(options: {
  readonly charts: Readonly<Record<string, { readonly values: string; readonly schema?: object }>>;
  readonly archives?: readonly MadeChart[];
  readonly settings?: Partial<Settings>;
}): Promise<ValuesStage> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-values-'));
  const registry = await startDockerRegistry();
  const destination = `${registry.address}/charts`;
  for (const [name, { values, schema }] of Object.entries(options.charts)) {
    const files = {
      'values.yaml': values,
      ...(schema === undefined ? {} : { 'values.schema.json': JSON.stringify(schema) }),
      ...TEMPLATES,
    };
    const path = await writeChartOfFiles(folder, { name, version: '1.0.0', files });
    await helmPush({ name, version: '1.0.0', path }, destination);
  }
  for (const chart of options.archives ?? []) await helmPush(chart, destination);
  const kubeconfig = join(folder, 'config');
  await writeKubeconfig(kubeconfig, { context: 'nowhere', cluster: { server: 'https://127.0.0.1:1' }, user: {} });
  const launched = await launchWithCluster({
    kubeconfig,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  await addRegistry(launched.page, registry.address);
  const go = (to: string): Promise<void> =>
    launched.page.evaluate((hash) => {
      location.hash = hash;
    }, to);
  const placeOf = ({ name, version }: Pick<MadeChart, 'name' | 'version'>): string =>
    `${encodeURIComponent(registry.address)}/charts/${name}:${version}`;
  return {
    launched,
    registry,
    folder,
    async open(chart) {
      // Another page in between: what was searched for is forgotten, what was typed is not.
      await go('/settings');
      await expect(launched.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
      await go(`/install/${placeOf(chart)}?step=values`);
      await expect(launched.page.getByRole('textbox', { name: 'Overrides' })).toBeVisible();
      await expect(valueRows(launched.page).first()).toBeVisible();
    },
    openChart: (chart) => go(`/charts/${placeOf(chart)}`),
    async helmTemplate(name, flags) {
      const args = ['template', name, join(folder, `${name}-1.0.0.tgz`), ...flags];
      return (await run(await ensureHelm('4.2.3'), args, { env: { HOME: folder } })).stdout;
    },
    async close() {
      await launched.close();
      await registry.stop();
      await removeUserData(launched.userDataFolder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Prints what it was given. */
const TEMPLATES = {
  'templates/NOTES.txt': 'Notes with {{ .Values.replicas }} replicas.',
  'templates/given.yaml': 'kind: ConfigMap\nmetadata: {name: given}\ndata: {values: {{ .Values | toJson | quote }}}\n',
};

export function valueRows(page: Page): Locator {
  return page.getByRole('grid', { name: 'Values' }).locator('tbody').getByRole('row');
}

/** The row of a value; its name goes on with what it is. */
export function valueRow(page: Page, path: string): Locator {
  const name = new RegExp(`^${path.replaceAll('.', '\\.')}: `);
  return page.getByRole('grid', { name: 'Values' }).getByRole('row', { name });
}

/** The text as it stands in the editor, which draws only what is in sight. */
export async function overridesText(page: Page): Promise<string> {
  const lines = await page.getByRole('textbox', { name: 'Overrides' }).locator('.cm-line').allTextContents();
  return lines.join('\n');
}
