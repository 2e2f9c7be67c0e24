import { expect, it, vi } from 'vitest';
import { Commands } from '../../../renderer/commands';

it('asks the view that came last, and the one beneath once it has gone', () => {
  const commands = new Commands();
  const page = vi.fn<() => void>();
  const dialog = vi.fn<() => void>();
  commands.on('primary-action', page);
  const close = commands.on('primary-action', dialog);

  expect(commands.run('primary-action', undefined)).toBe(true);
  expect(dialog).toHaveBeenCalledOnce();
  expect(page).not.toHaveBeenCalled();

  close();
  commands.run('primary-action', undefined);
  expect(dialog).toHaveBeenCalledOnce();
  expect(page).toHaveBeenCalledOnce();
});

it('says when nobody answers, and hands the payload over', () => {
  const commands = new Commands();
  expect(commands.run('log-in', { address: 'ghcr.io' })).toBe(false);
  const logIn = vi.fn<(payload: { readonly address: string }) => void>();
  commands.on('log-in', logIn);
  commands.run('log-in', { address: 'ghcr.io' });
  expect(logIn).toHaveBeenCalledWith({ address: 'ghcr.io' });
});

it('removes only its own handler when one is registered twice', () => {
  const commands = new Commands();
  const handler = vi.fn<() => void>();
  const first = commands.on('filter', handler);
  commands.on('filter', handler);
  first();
  first();
  expect(commands.run('filter', undefined)).toBe(true);
});
