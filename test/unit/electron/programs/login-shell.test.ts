/** The machine's own shells, with start-up files of a folder that stands for the home. */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoginShell, parseEnvironment, type LoginShellOptions } from '../../../../electron/programs/login-shell';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'chartroom-shell-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function options(own: Partial<LoginShellOptions> = {}, env: NodeJS.ProcessEnv = {}): LoginShellOptions {
  const machine = { env: { HOME: home, PATH: '/usr/bin:/bin', ...env }, platform: 'linux', homeFolder: home } as const;
  return { machine, accountShell: '/bin/bash', isFromTerminal: false, ...own };
}

describe.skipIf(!existsSync('/bin/bash'))('a login shell', () => {
  it('gives what its start-up files set, whatever they print', async () => {
    const lines = ['echo Welcome', 'export PATH="$HOME/tools:$PATH"', "export TEXT=$'two\\nlines'", 'echo >&2 hm'];
    await writeFile(join(home, '.bash_profile'), lines.join('\n'));
    const env = await createLoginShell(options({}, { KEPT: 'yes' }))();
    expect(env).toMatchObject({ KEPT: 'yes', TEXT: 'two\nlines' });
    expect(env['PATH']).toMatch(new RegExp(`^${home}/tools:.*/bin`));
    expect(Object.keys(env)).not.toContain('SHLVL');
  });

  it('is asked once', async () => {
    await writeFile(join(home, '.bash_profile'), 'echo x >> "$HOME/calls"; export CALLS=$(grep -c x "$HOME/calls")');
    const read = createLoginShell(options());
    expect(await read()).toBe(await read());
    expect((await read())['CALLS']).toBe('1');
  });

  it('is the one that SHELL names before the account’s', async () => {
    const shell = join(home, 'sh');
    await writeFile(shell, '#!/bin/sh\nexport FROM=mine\nexec /bin/sh -c "$4"\n');
    await chmod(shell, 0o755);
    expect((await createLoginShell(options({}, { SHELL: shell }))())['FROM']).toBe('mine');
  });

  it('leaves the environment as it is where the shell ends before it tells, and says so', async () => {
    await writeFile(join(home, '.bash_profile'), 'export LOST=1; exit 3');
    const problems: unknown[] = [];
    const given = options({ onProblem: (problem) => problems.push(problem) });
    expect(await createLoginShell(given)()).toEqual(given.machine.env);
    expect(problems).toMatchObject([{ reason: 'failed', exit: { code: 3 } }]);
  });

  it('is waited for so long and no longer where a start-up file hangs', async () => {
    await writeFile(join(home, '.bash_profile'), 'export SET=1; sleep 600');
    const problems: unknown[] = [];
    const read = createLoginShell(options({ onProblem: (problem) => problems.push(problem), timeoutMs: 300 }));
    expect((await read())['HOME']).toBe(home);
    expect(problems).toMatchObject([{ reason: 'timeout' }]);
  });

  it('is not waited for because of what it leaves running', async () => {
    await writeFile(join(home, '.bash_profile'), 'export SET=1; sleep 600 &');
    expect((await createLoginShell(options({ timeoutMs: 500 }))())['SET']).toBe('1');
  });

  it('is not asked from a terminal, on Windows, or where it is of a kind that we do not know', async () => {
    await writeFile(join(home, '.bash_profile'), 'export SET=1');
    const cases = [
      options({ isFromTerminal: true }),
      options({ accountShell: null }),
      options({ accountShell: 'bash' }),
      options({ accountShell: '/usr/bin/nu' }),
      { ...options(), machine: { ...options().machine, platform: 'win32' as const } },
    ];
    for (const given of cases) expect(await createLoginShell(given)()).toBe(given.machine.env);
  });
});

it('reads an environment with and without NUL', () => {
  expect(parseEnvironment('A=1\0B=two\nlines\0PWD=/x\0BASH_FUNC_f%%=() {}\0')).toEqual({ A: '1', B: 'two\nlines' });
  expect(parseEnvironment('A=1\nB=b=c\n}\n')).toEqual({ A: '1', B: 'b=c' });
});
