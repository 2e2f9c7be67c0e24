/** Addresses that are none and hosts that are no registry, in the real window: what the user reads and can do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { makeCertificates, type TestCertificates } from '../support/certificates';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { writePackedChart } from '../support/packed-chart';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { send, startScriptedServer, type Script, type ScriptedServer } from '../support/scripted-server';
import { dropFiles } from './support/drop-files';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

let launched: LaunchedApp;
let certificates: TestCertificates;
let folder: string;
let registry: DockerRegistry;
let secureRegistry: DockerRegistry;
let proxy: RegistryProxy;
const servers: ScriptedServer[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-bad-addresses-'));
  certificates = await makeCertificates();
  registry = await startDockerRegistry();
  secureRegistry = await startDockerRegistry({ tls: certificates.server });
  proxy = await startRegistryProxy(registry.address);
  launched = await launchApp();
});
test.afterAll(async () => {
  await launched.close();
  await proxy.stop();
  await registry.stop();
  await secureRegistry.stop();
  for (const server of servers) await server.stop();
  await certificates.remove();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

async function serve(script: Script): Promise<string> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server.address;
}

function dialog(): Locator {
  return launched.page.getByRole('dialog', { name: 'Add registry' });
}

async function openDialog(): Promise<void> {
  if (await dialog().isVisible()) return;
  await launched.page.getByRole('button', { name: 'Add registry' }).first().click();
}

function addressField(): Locator {
  return dialog().getByRole('textbox', { name: 'Registry address' });
}

/** Asks the host, without a login. */
async function ask(address: string, plainHttp: boolean): Promise<void> {
  await openDialog();
  await addressField().fill(address);
  await dialog().getByRole('checkbox', { name: 'Use plain HTTP' }).setChecked(plainHttp);
  await dialog().getByRole('button', { name: 'Continue without logging in' }).click();
}

async function expectProblem(...words: readonly string[]): Promise<void> {
  const alert = dialog().getByRole('alert');
  for (const part of words) await expect(alert).toContainText(part);
  const shown = (await alert.innerText()).split('Technical details')[0] ?? '';
  expect(shown).not.toMatch(/\b[45]\d\d\b|ECONN|ENOTFOUND|undefined|Error:|Oops/);
}

test('an address that is none is explained beside its field, with what was meant where that is clear', async () => {
  await openDialog();
  for (const [typed, words, meant] of [
    ['https://registry.lan', 'Leave out https://', 'registry.lan'],
    ['oci://registry.lan/charts', 'Leave out oci://', 'registry.lan'],
    ['registry.lan/charts/app', 'Leave out the path', 'registry.lan'],
    ['my registry', "can't contain spaces", null],
    ['registry.lan:http', "http isn't a port: use a number from 1 to 65535.", null],
    ['registry.lan:70000', "70000 isn't a port", null],
    ['ana@registry.lan', 'Leave the user name out of the address; it has its own field.', null],
    ['-registry-', "isn't a host name", null],
  ] as const) {
    await addressField().fill(typed);
    await launched.page.keyboard.press('Tab');
    await expect(dialog()).toContainText(words);
    await expect(addressField()).toHaveAttribute('aria-invalid', 'true');
    if (meant === null) continue;
    await dialog()
      .getByRole('button', { name: `Use ${meant}` })
      .click();
    await expect(addressField()).toHaveValue(meant);
    await expect(addressField()).not.toHaveAttribute('aria-invalid', 'true');
  }
});

test('a host that is not there, or where nothing listens', async () => {
  await ask('no-such-host.invalid', false);
  await expectProblem("Can't reach no-such-host.invalid", 'No such host was found. Check the spelling');
  const gone = await startScriptedServer((_request, response) => send(response, 200));
  await gone.stop();
  await ask(gone.address, true);
  await expectProblem(`Can't reach ${gone.address}`, 'Nothing listens there. Check the port');
});

test('plain HTTP and HTTPS mixed up are told apart, with the button that helps', async () => {
  await ask(registry.address, false);
  await expectProblem('speaks plain HTTP');
  await expect(dialog().getByRole('button', { name: 'Use plain HTTP' })).toBeVisible();
  await ask(secureRegistry.address, true);
  await expectProblem('wants HTTPS');
  await expect(dialog().getByRole('button', { name: 'Use HTTPS' })).toBeVisible();
});

test('a certificate that nobody here trusts', async () => {
  await ask(secureRegistry.address, false);
  await expectProblem(
    `Can't trust ${secureRegistry.address}`,
    'certificate issued by',
    'Add its CA certificate to this computer',
  );
});

test('a web page in place of a registry', async () => {
  const page = await serve((_request, response) =>
    send(response, 200, '<html>Welcome</html>', { 'content-type': 'text/html' }),
  );
  await ask(page, true);
  await expectProblem("doesn't answer like a registry", 'Check the address and the port.');
});

test('a host that does not answer can be waited for or left, and what was typed stays', async () => {
  const hanging = await serve(() => new Promise(() => {}));
  await ask(hanging, true);
  await expect(dialog()).toContainText(`Still waiting for ${hanging}…`, { timeout: 20_000 });
  await dialog().getByRole('button', { name: 'Cancel', exact: true }).first().click();
  await expect(dialog()).not.toContainText('Still waiting');
  await expect(addressField()).toHaveValue(hanging);
  await expect(addressField()).toBeEnabled();
});

test('a registry whose list is garbage or never ends is added, and its page says so', async () => {
  const { page } = launched;
  const api = { 'docker-distribution-api-version': 'registry/2.0', 'content-type': 'application/json' };
  const garbage = await serve((request, response) =>
    send(response, 200, request.url === '/v2/' ? '{}' : '{"repos', api),
  );
  await ask(garbage, true);
  await expect(dialog()).toBeHidden();
  await expect(page.getByRole('main').getByRole('alert')).toContainText("doesn't answer like a registry");
  const endless = await serve((request, response) => {
    if (request.url === '/v2/') return send(response, 200, '{}', api);
    response.writeHead(200, api).write('{"repositories":["');
    const more = (): void => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    return more();
  });
  await ask(endless, true);
  await expect(dialog()).toBeHidden();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('sent more than Chartroom reads');
});

test('rights to read only, and a connection cut in the middle of an upload: no tag, and Retry pushes', async () => {
  const { page } = launched;
  await ask(proxy.address, true);
  await expect(dialog()).toBeHidden();
  const chart = await writePackedChart(folder, { name: 'large', ballastBytes: 3_000_000 });
  const denied = JSON.stringify({ errors: [{ code: 'DENIED', message: 'requested access is denied' }] });
  proxy.onRequest(({ method }) => (method === 'POST' ? { answer: { status: 403, body: denied } } : null));

  await dropFiles(page, page.locator('main'), [chart]);
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  await sheet.getByRole('combobox', { name: 'Destination' }).fill(`${proxy.address}/charts`);
  await page.keyboard.press('Tab');
  await sheet.getByRole('button', { name: 'Push 1 chart' }).click();
  const item = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').filter({ hasText: 'large:1.0.0' });
  await expect(item).toContainText('Ask for write access or pick another destination.');
  await expect(item).toContainText('No tag was written.');

  proxy.onRequest(({ method, path }) =>
    method === 'PUT' && path.includes('/blobs/uploads/') ? { cutAfterBytes: 500_000 } : null,
  );
  await item.getByRole('button', { name: /Retry/ }).click();
  await expect(item).toContainText(/Connection lost at \d+\.\d (?:KB|MB)\. No tag was written\./);
  const tagPath = `http://${registry.address}/v2/charts/large/manifests/1.0.0`;
  const accept = { accept: 'application/vnd.oci.image.manifest.v1+json' };
  expect((await fetch(tagPath, { headers: accept })).status).toBe(404);

  proxy.onRequest(() => null);
  await item.getByRole('button', { name: /Retry/ }).click();
  await expect(item).toContainText('Done');
  expect((await fetch(tagPath, { headers: accept })).status).toBe(200);
});
