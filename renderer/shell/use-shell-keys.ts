/** Turns key presses and the native menu's items into commands. A key that no view answers keeps its usual meaning. */
import { useEffect } from 'react';
import type { MenuCommand } from '../../shared/ipc/events';
import { commands } from '../commands';
import { useEvents } from '../ipc';
import { shortcutOf, type ShortcutName } from '../shortcuts';

export function useShellKeys(): void {
  useEvents({ 'menu.chosen': (name) => void run(name) });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const name = shortcutOf(event);
      // A press that is answered here must not reach the native menu, too, which has the same accelerators.
      if (name !== null && run(name)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Keys and menu items tell no more than the command's name. Returns false where no view answers. */
function run(name: MenuCommand | ShortcutName): boolean {
  return name === 'add-registry' || name === 'push-charts' ? commands.run(name, {}) : commands.run(name, undefined);
}
