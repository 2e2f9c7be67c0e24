/** axe, WCAG A and AA, on every screen about clusters, dark and at the smallest size: it finds nothing. */
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { clusterStage } from './support/cluster-stage';
import { tourClusterScreens } from './support/cluster-tour';

const stage = clusterStage({ context: 'kind-dev' });

test('every screen about clusters, dark, 960 × 600', async () => {
  test.setTimeout(240_000);
  const { app, page } = await stage.launch({ settings: { theme: 'dark' } });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(960, 600));
  const found: string[] = [];
  await tourClusterScreens(page, stage, async (name) => {
    found.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
  });
  expect(found).toEqual([]);
});
