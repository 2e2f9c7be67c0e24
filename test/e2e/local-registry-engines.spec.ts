/**
 * The local registry in the real window on engines of this computer. Docker is a stand-in that runs a real registry
 * (test/support/docker-stand-in.mjs); Podman's own tests are in test/integration, for a container needs more rights than these have.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import keytar from 'keytar';
import { containerName } from '../../electron/local-registry/engines/container-commands';
import { openDockerStage, type DockerStage } from '../support/docker';
import { freePort } from '../support/local-registry-stage';
import { axeFindings } from './support/axe';
import { dropFiles } from './support/drop-files';
import { helmPull, makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

const login = { username: 'ana', secret: 'kept-on-this-computer' };

let folder: string;
let userDataFolder: string;
let port: number;
let docker: DockerStage;
let chart: MadeChart;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-engines-'));
  userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  port = await freePort();
  docker = await openDockerStage();
  chart = await makeChart(folder, 'mine', '1.0.0');
  await writeFile(join(userDataFolder, 'local-registry.json'), JSON.stringify({ port }));
  await launch();
});
test.afterAll(async () => {
  await launched.close();
  await docker.close();
  await keytar.deletePassword('Chartroom', `localhost:${port}`);
  await removeUserData(userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

async function launch(): Promise<void> {
  const { PATH = '', DOCKER_STAND_IN = '' } = docker.machine.env;
  launched = await launchApp({ userDataFolder, env: { PATH, DOCKER_STAND_IN } });
  await launched.page.getByRole('navigation', { name: 'Local registry' }).getByRole('link').click();
  await expect(main().getByRole('heading', { level: 1, name: 'Local registry' })).toBeVisible();
}

function main(): Locator {
  return launched.page.getByRole('main');
}

function sidebar(name: 'Registries' | 'Local registry'): Locator {
  return launched.page.getByRole('navigation', { name });
}

function button(name: string): Locator {
  return main().getByRole('button', { name, exact: true });
}

function engine(name: string): Locator {
  return main().getByRole('radio', { name, exact: true });
}

async function choose(name: string): Promise<void> {
  await engine(name).check();
  await main()
    .getByRole('button', { name: /^Apply/ })
    .click();
  await expect(main()).toContainText(`· ${name}`);
}

function expectRunning(): Promise<void> {
  return expect(sidebar('Local registry')).toContainText(`Running on port ${port}`);
}

async function dropAndPush(): Promise<void> {
  const { page } = launched;
  await dropFiles(page, main(), [chart.path]);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`localhost:${port}`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mine' })).toBeVisible();
}

async function expectPulled(into: string, as: typeof login | null): Promise<void> {
  const pulled = await helmPull(join(folder, into), `localhost:${port}/mine`, '1.0.0', as);
  expect(pulled.equals(await readFile(chart.path))).toBe(true);
}

function dockerNames(): Promise<string> {
  return docker
    .docker('container', 'inspect', containerName(join(userDataFolder, 'local-registry')))
    .catch(() => 'none');
}

test('Docker is found, chosen and started, and a dropped chart is in its registry', async () => {
  await expect(engine('Docker')).toHaveAccessibleDescription(/^Docker 28\.2\.2\. Runs on when Chartroom is closed/);
  await choose('Docker');
  await button('Start').click();
  await expectRunning();
  await expect(button('Collect garbage…')).toBeDisabled();
  await expect(main().getByRole('textbox', { name: 'Further host names' })).toBeDisabled();
  await expect(main().getByRole('log')).toContainText('listening on');
  expect(await axeFindings(launched.page)).toEqual([]);
  await dropAndPush();
  await expectPulled('pulled', null);
});

test('with a login, it runs on when the app is closed, and the next start finds it', async () => {
  const { page } = launched;
  await sidebar('Local registry').getByRole('link').click();
  await button('Turn login on…').click();
  const dialog = page.getByRole('dialog', { name: 'Turn login on' });
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password' }).fill(login.secret);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expectRunning();
  await expect(sidebar('Registries')).toContainText('Logged in as ana');
  await expect(expectPulled('refused', null)).rejects.toThrow();

  await launched.close();
  await expectPulled('while-closed', login);
  await docker.calls();
  await launch();
  await expectRunning();
  await expect(sidebar('Registries')).toContainText('Logged in as ana');
  expect((await docker.calls()).map(([command]) => command)).not.toContain('run');
});

test('when it does not answer, its words are seen and the built-in registry is one press away', async () => {
  await button('Stop').click();
  await expect(sidebar('Local registry')).toContainText('Stopped');
  expect(await dockerNames()).toBe('none');
  const stderr = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
  await docker.script(...['version', 'container', 'image', 'info', 'run'].map((command) => ({ command, stderr })));
  await button('Start').click();
  const alert = main().getByRole('alert');
  await expect(alert).toContainText("Docker isn't running.");
  await expect(alert).toContainText('sudo systemctl start docker');
  expect(await axeFindings(launched.page)).toEqual([]);
  await alert.getByRole('button', { name: 'Use the built-in registry' }).press('Enter');
  await expectRunning();
  await expect(engine('Built in')).toBeChecked();
  await expect(sidebar('Registries')).toContainText('Logged in as ana');
  await docker.script();
});

test('back on it, its charts are there again, and removing takes container and charts', async () => {
  const { page } = launched;
  await button('Look again').click();
  await expect(engine('Docker')).toBeEnabled();
  await choose('Docker');
  await expectRunning();
  await expectPulled('again', login);
  await button('Remove…').click();
  await page.getByRole('textbox', { name: 'Type remove to confirm' }).fill('remove');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(sidebar('Local registry')).toContainText('Stopped');
  expect(await dockerNames()).toBe('none');
  expect(existsSync(join(userDataFolder, 'local-registry', 'distribution'))).toBe(false);
});

test('a registry program of this computer serves the same charts as a container, and ends with the app', async () => {
  await expect(engine('Registry program')).toHaveAccessibleDescription(
    /registry \d+\.\d+\.\d+\. Ends with Chartroom\.$/,
  );
  await choose('Registry program');
  await button('Start').click();
  await expectRunning();
  await expect(main().getByRole('log')).toContainText('listening on');
  await dropAndPush();
  await expectPulled('by-program', null);
  await launched.close();
  await expect(expectPulled('after-the-end', null)).rejects.toThrow();

  await launch();
  await choose('Docker');
  await button('Start').click();
  await expectRunning();
  await expectPulled('by-container', null);
  await button('Stop').click();
  await expect(sidebar('Local registry')).toContainText('Stopped');
});
