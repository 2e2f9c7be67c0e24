/** Scripts in the place of helm: what a machine may have under that name. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHelm } from '../../../../electron/helm/find-helm';
import { foundHelmSchema } from '../../../../shared/helm';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-helm-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function find(script: string, timeoutMs = 10_000) {
  const chosenPath = join(folder, 'helm');
  await writeFile(chosenPath, script);
  await chmod(chosenPath, 0o755);
  const machine = {
    env: { PATH: '/usr/bin:/bin', HELM_NAMESPACE: 'x' },
    platform: 'linux',
    homeFolder: folder,
  } as const;
  const search = await findHelm({ machine, chosenPath, timeoutMs });
  foundHelmSchema.parse(search.found);
  return search;
}

describe.skipIf(process.platform === 'win32')('a chosen helm', () => {
  it('is used, and shown by where it is in the home', async () => {
    const { helm, found } = await find('#!/bin/sh\n[ "$HELM_NAMESPACE" ] || printf "v4.2.3"');
    expect(found).toMatchObject({ state: 'ready', path: '~/helm', version: '4.2.3', major: 4 });
    expect(helm?.program.path).toBe(join(folder, 'helm'));
    expect(helm?.program.env['PATH']).toContain('/usr/local/bin');
  });

  it.each([
    ['too-old', '#!/bin/sh\necho v3.12.3', /Helm 3\.12\.3 is too old/],
    ['too-new', '#!/bin/sh\necho v5.0.0', /doesn't know Helm 5\.0\.0/],
    ['not-helm', '#!/bin/sh\necho Usage: helm TOKEN=abcdefgh', /doesn't answer as Helm/],
    ['not-helm', '#!/bin/sh\nyes v3.17.3', /doesn't answer as Helm/],
    ['no-answer', '#!/bin/sh\necho no >&2; exit 1', /doesn't answer/],
    ['no-answer', '#!/bin/sh\nkill -9 $$', /doesn't answer/],
    ['not-started', '#!/nowhere/sh\n', /can't be run/],
  ])('is %s: %s', async (reason, script, message) => {
    const { helm, found } = await find(script);
    expect(helm).toBeNull();
    expect(found).toMatchObject({ state: 'unusable', reason, path: '~/helm' });
    if (found.state !== 'unusable') return;
    expect(found.problem.message).toMatch(message);
    expect(found.problem.why).toMatch(/settings.*Browsing and pushing/);
    expect(JSON.stringify(found)).not.toContain('abcdefgh');
  });

  it('is not waited for for ever, with all that it started', async () => {
    const { found } = await find('#!/bin/sh\nsleep 600; echo v4.2.3', 200);
    expect(found).toMatchObject({ state: 'unusable', reason: 'no-answer' });
  });
});

it('is missing where there is none', async () => {
  const machine = { env: { PATH: '' }, platform: 'win32', homeFolder: folder } as const;
  expect(await findHelm({ machine })).toMatchObject({ helm: null, found: { state: 'missing' } });
});
