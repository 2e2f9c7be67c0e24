/**
 * What the window may not do, each shown in the real Electron: architecture.md, "Electron". The policy itself is watched
 * in every other test too (support/csp-violations.ts).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { electronCommand, launchApp, removeUserData, type LaunchedApp } from './support/launch';

let launched: LaunchedApp;

test.beforeEach(async () => {
  launched = await launchApp();
});
test.afterEach(async () => {
  await launched.close();
  await removeUserData(launched.userDataFolder);
});

test('every answer of the app protocol carries the policy, also for what is not there', async () => {
  const answers = await launched.app.evaluate(async ({ net }) => {
    const page = await net.fetch('app://chartroom/');
    const script = /src="\/?([^"]+\.js)"/.exec(await page.clone().text())?.[1] ?? '';
    const others = ['', script, 'nothing-here.js', '..%2f..%2fpackage.json', '%2e%2e/main/main.js'];
    const all = await Promise.all(others.map((path) => net.fetch(`app://chartroom/${path}`)));
    return await Promise.all(
      all.map(async (answer) => ({
        status: answer.status,
        policy: answer.headers.get('content-security-policy') ?? '',
        body: (await answer.text()).slice(0, 200_000),
      })),
    );
  });
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404]);
  const nonces = new Set<string>();
  for (const { policy } of answers) {
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'nonce-");
    expect(policy).toContain("connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types chartroom dompurify");
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  }
  expect(nonces.size, 'each answer has a nonce of its own').toBe(answers.length);
  expect(answers[0]?.body).toContain(/'nonce-([^']+)'/.exec(answers[0]?.policy ?? '')?.[1] ?? 'no nonce');
  expect(answers[0]?.body).not.toContain('__CSP_NONCE__');
});

test('the policy stands: whatever a page could try is stopped, and seen by the listener', async () => {
  const { page, violations } = launched;
  await page.evaluate(() => {
    const effects: string[] = [];
    Object.assign(window, { effects });
    const { body } = document;
    const add = (tag: string, properties: object): void =>
      body.append(Object.assign(document.createElement(tag), properties));
    const attempts: (() => unknown)[] = [
      () => add('img', { src: 'http://127.0.0.1:9/pixel.png' }),
      () => fetch('http://127.0.0.1:9/').then(() => effects.push('request')),
      () => fetch('app://chartroom/').then(() => effects.push('request to us')),
      () => add('script', { src: 'http://127.0.0.1:9/script.js' }),
      () => add('script', { textContent: 'document.title = "inline script"' }),
      () => Reflect.construct(Function, ['document.title = "eval"'])(),
      () => add('div', { innerHTML: '<img src="x">' }),
      () => add('style', { textContent: 'body { outline: 9px solid red }' }),
      () => add('iframe', { src: 'data:text/html,frame' }),
      () => add('object', { data: 'data:text/html,object' }),
      () => add('base', { href: 'http://127.0.0.1:9/' }),
      () => {
        const form = document.createElement('form');
        body.append(Object.assign(form, { action: 'http://127.0.0.1:9/' }));
        form.submit();
      },
    ];
    // By timers: under page.evaluate itself the policy would not be asked.
    for (const attempt of attempts)
      setTimeout(() =>
        Promise.resolve()
          .then(attempt)
          .catch(() => {}),
      );
  });
  // Scripts are stopped by Trusted Types before the rest of the policy is asked.
  const blocked = (): readonly string[] =>
    violations
      .seen()
      .map((line) => /^(?:require-\S+ blocked \S+ ([\w ]+)|[\w-]+ blocked \S*)/.exec(line))
      .map((found) => found?.[1] ?? found?.[0] ?? '')
      .sort();
  await expect
    .poll(blocked)
    .toEqual([
      'Element innerHTML',
      'Function',
      'HTMLObjectElement data',
      'HTMLScriptElement src',
      'Node textContent',
      'base-uri blocked http://127.0.0.1:9/',
      'connect-src blocked app',
      'connect-src blocked http://127.0.0.1:9/',
      'form-action blocked http://127.0.0.1:9/?',
      'frame-src blocked ',
      'img-src blocked http://127.0.0.1:9/pixel.png',
      'style-src-elem blocked inline',
    ]);
  const effects = await page.evaluate(() => ({
    requests: (window as unknown as { effects: string[] }).effects,
    title: document.title,
    outline: getComputedStyle(document.body).outlineWidth,
    base: document.baseURI.startsWith('app://chartroom/'),
  }));
  expect(effects).toEqual({ requests: [], title: 'Chartroom', outline: '0px', base: true });
  violations.forget();
});

test('the page has no Node, and of Chartroom only the four channels', async () => {
  const inPage = await launched.page.evaluate(() => ({
    process: typeof (globalThis as Record<string, unknown>)['process'],
    require: typeof (globalThis as Record<string, unknown>)['require'],
    module: typeof (globalThis as Record<string, unknown>)['module'],
    bridge: Object.keys((globalThis as unknown as { chartroom: object }).chartroom).sort(),
  }));
  expect(inPage).toEqual({
    process: 'undefined',
    require: 'undefined',
    module: 'undefined',
    bridge: ['call', 'cancel', 'offerFiles', 'onEvent'],
  });
  const sandboxed = await launched.app.evaluate(({ BrowserWindow, app }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return app.getAppMetrics().find((metric) => metric.pid === pid)?.sandboxed ?? null;
  });
  // Linux doesn't tell this metric; there the switch that would turn it off is what can be looked at.
  if (process.platform === 'linux') {
    expect(await launched.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false);
  } else {
    expect(sandboxed).toBe(true);
  }
});

test('only the main frame of the window is heard', async () => {
  const answers = await launched.app.evaluate(async ({ BrowserWindow, app }) => {
    const preload = `${app.getAppPath()}/dist/main/preload.js`;
    const ask = "window.chartroom ? window.chartroom.call('id-' + Math.random(), 'app.info', null) : 'no bridge'";
    const make = (): Electron.BrowserWindow =>
      new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true } });

    const foreign = make();
    await foreign.loadURL('data:text/html,<iframe srcdoc="<p>frame</p>"></iframe>');
    const foreignMain: unknown = await foreign.webContents.executeJavaScript(ask);
    const frame = foreign.webContents.mainFrame.frames[0];
    const foreignFrame: unknown = await frame?.executeJavaScript(ask);

    const twin = make();
    await twin.loadURL('app://chartroom/');
    const twinMain: unknown = await twin.webContents.executeJavaScript(ask);
    foreign.destroy();
    twin.destroy();
    return { foreignMain, foreignFrame, twinMain };
  });
  for (const answer of Object.values(answers)) {
    expect(JSON.parse(String(answer))).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  }
});

test('a file that the user did not hand over is out of reach', async () => {
  const { page } = launched;
  const answers = await page.evaluate(async () => {
    const { chartroom } = window as unknown as {
      chartroom: {
        call: (id: string, method: string, input: unknown) => Promise<string>;
        offerFiles: (files: unknown[]) => Promise<unknown>;
      };
    };
    return {
      unknownId: await chartroom.call('a', 'files.inspect', { fileId: crypto.randomUUID() }),
      path: await chartroom.call('b', 'files.inspect', { fileId: '/etc/passwd' }),
      madeUp: await chartroom.offerFiles([{ name: 'passwd', size: 1, path: '/etc/passwd' }]),
      madeByScript: await chartroom.offerFiles([new File(['x'], '/etc/passwd')]),
    };
  });
  expect(JSON.parse(answers.unknownId)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  expect(JSON.parse(answers.path)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  expect(answers.madeUp).toEqual({ ok: true, data: [] });
  expect(answers.madeByScript).toEqual({ ok: true, data: [] });
});

test('the page goes nowhere, opens nothing, embeds nothing and downloads nothing', async () => {
  const { app, page } = launched;
  const before = page.url();
  await app.evaluate(({ session }) => {
    const downloads: string[] = [];
    Object.assign(globalThis, { downloads });
    // After the app's own listener, which is asked first.
    session.defaultSession.on('will-download', (event) =>
      downloads.push(event.defaultPrevented ? 'prevented' : 'begun'),
    );
  });
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    setTimeout(() => (location.href = 'https://example.com/'));
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/x';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await page.evaluate(() => {
    setTimeout(() => (location.href = 'file:///etc/passwd'));
  });
  await page.evaluate(() => {
    const download = document.createElement('a');
    Object.assign(download, { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' });
    download.click();
    document.body.append(Object.assign(document.createElement('webview'), { src: 'https://example.com/' }));
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }));
  });
  const log = (): Promise<string> => readFile(join(launched.userDataFolder, 'logs', 'chartroom.log'), 'utf8');
  await expect.poll(log).toContain('blocked a window to https://example.com/x');
  await expect.poll(log).toContain('blocked a navigation to https://example.com/');
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads))
    .toEqual(['prevented']);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL()))).toEqual(
    [before],
  );
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // It comes from another process, and must have come before it is forgotten.
  await expect.poll(launched.violations.seen).toContainEqual(expect.stringMatching(/^frame-src blocked/));
  launched.violations.forget();
});

test('permissions are denied, but for writing to the clipboard', async () => {
  const { page } = launched;
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'midi', 'clipboard-read'];
    const queried = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return [camera, ...(await Promise.all(queried)).map(({ state }) => state)];
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
});

test('links out are https only, and confirmed when a chart names them', async () => {
  const { app, page } = launched;
  await app.evaluate(({ shell, dialog }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened, answer: 1 });
    // The system's browser and a native dialog: what a test can't have.
    shell.openExternal = async (url) => void opened.push(url);
    dialog.showMessageBox = async () => ({
      response: (globalThis as unknown as { answer: number }).answer,
      checkboxChecked: false,
    });
  });
  const open = async (url: string, fromChart: boolean): Promise<unknown> => {
    const answer = await page.evaluate(
      ([target, chart]) =>
        (
          window as unknown as { chartroom: { call: (id: string, method: string, input: unknown) => Promise<string> } }
        ).chartroom.call(crypto.randomUUID(), 'app.openLink', { url: target, fromChart: chart }),
      [url, fromChart] as const,
    );
    return JSON.parse(answer);
  };
  for (const url of ['javascript:alert(1)', 'http://example.com', 'file:///etc/passwd', 'https://a:b@example.com/']) {
    expect(await open(url, false)).toEqual({ ok: true, data: { opened: false } });
  }
  expect(await open('https://example.com/refused', true)).toEqual({ ok: true, data: { opened: false } });
  await app.evaluate(() => void Object.assign(globalThis, { answer: 0 }));
  expect(await open('https://example.com/agreed', true)).toEqual({ ok: true, data: { opened: true } });
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://example.com/agreed',
  ]);
});

test('a second start focuses the first, shows what it was given, and ends', async () => {
  const { executable, args, env } = electronCommand(launched.userDataFolder, ['oci://registry.example/acme/app']);
  const second = spawn(executable, args, { env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect.poll(() => launched.page.url()).toContain('registry.example');
  expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a window that was on a display that has gone opens on one that is there', async () => {
  const userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-bounds-'));
  const gone = { bounds: { x: 9000, y: 9000, width: 1000, height: 700 }, maximized: false };
  await writeFile(join(userDataFolder, 'window-state.json'), JSON.stringify(gone));
  const other = await launchApp({ userDataFolder });
  const isVisible = await other.app.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds();
    const area = screen.getPrimaryDisplay().workArea;
    return (
      bounds !== undefined && bounds.x >= area.x && bounds.x < area.x + area.width && bounds.y < area.y + area.height
    );
  });
  expect(isVisible).toBe(true);
  await other.close();
  await removeUserData(userDataFolder);
});

test('the place of the window is found again, also when the app is killed', async () => {
  const { app, userDataFolder } = launched;
  const place = { x: 40, y: 30, width: 1010, height: 640 };
  await moveWindow(app, place);
  await launched.close();
  launched = await launchApp({ userDataFolder });
  expect(await windowPlace(launched.app)).toEqual(place);

  const next = { ...place, x: 60, width: 1100 };
  await moveWindow(launched.app, next);
  const stateFile = join(userDataFolder, 'window-state.json');
  await expect.poll(async () => JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({ bounds: next });
  const killed = once(launched.app.process(), 'exit');
  launched.app.process().kill('SIGKILL');
  await killed;
  launched = await launchApp({ userDataFolder });
  expect(await windowPlace(launched.app)).toEqual(next);
});

/** Resolves when the window is there: the window system answers later. */
async function moveWindow(app: ElectronApplication, place: Electron.Rectangle): Promise<void> {
  await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
  await expect.poll(() => windowPlace(app)).toEqual(place);
}

function windowPlace(app: ElectronApplication): Promise<Electron.Rectangle | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}
