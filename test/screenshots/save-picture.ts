/** Keeps what the window shows as a picture. */
import { mkdir, writeFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

/** By the window's own capture, since a screenshot by the DevTools protocol would reset the zoom. */
export async function savePicture(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  await mkdir('test-results/screenshots', { recursive: true });
  await writeFile(`test-results/screenshots/${name}.png`, Buffer.from(png, 'base64'));
}
