/** Every screen about clusters, light and dark, at the usual and the smallest size. Where there is no cluster, none is taken. */
import { test } from '@playwright/test';
import { clusterStage } from '../e2e/support/cluster-stage';
import { tourClusterScreens } from '../e2e/support/cluster-tour';
import { savePicture } from './save-picture';

const stage = clusterStage({ context: 'kind-dev' });
const SIZES = [
  [1280, 800],
  [960, 600],
] as const;

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of SIZES) {
    const suffix = `${theme}-${width}x${height}`;
    test(`clusters ${suffix}`, async () => {
      const { app, page } = await stage.launch({ settings: { theme } });
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number]);
      await tourClusterScreens(page, stage, (name) => savePicture(app, `${name}-${suffix}`));
    });
  }
}
