/** Where the system forbids Chromium's sandbox, the command that allows it is named. */
import { expect, it } from 'vitest';
import { checkChromiumSandbox } from '../../../scripts/chromium-sandbox.mjs';

it('says nothing where the kernel has no such setting, or allows user namespaces', () => {
  expect(() => checkChromiumSandbox(() => undefined)).not.toThrow();
  expect(() => checkChromiumSandbox((file) => (file.includes('apparmor') ? '0' : '1'))).not.toThrow();
});

it('names the command where AppArmor forbids them, as on Ubuntu', () => {
  expect(() => checkChromiumSandbox((file) => (file.includes('apparmor') ? '1' : undefined))).toThrow(
    'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  );
});

it('names the command where the kernel itself forbids them', () => {
  expect(() => checkChromiumSandbox((file) => (file.includes('clone') ? '0' : undefined))).toThrow(
    'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  );
});
