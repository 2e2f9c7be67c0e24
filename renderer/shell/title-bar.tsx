/** The window's own title bar: menu, name, back and forward, and where one is. */
import { useRouter, useRouterState } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, Menu } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useCommand } from '../commands';
import { IconButton } from '../components/button';
import { call } from '../ipc';
import { IS_MAC } from '../shortcuts';
import { Mark } from './mark';
import { ReferenceField } from './reference-field';
import styles from './title-bar.module.css';

export function TitleBar() {
  const { history } = useRouter();
  // The browser knows; what it says changes with the place.
  const [canGoBack, canGoForward] = useRouterState({
    select: () => [navigation.canGoBack, navigation.canGoForward] as const,
    structuralSharing: true,
  });
  useCommand('back', () => history.back(), canGoBack);
  useCommand('forward', () => history.forward(), canGoForward);

  return (
    <header data-region className={styles.bar}>
      <div className={styles.start}>
        {/* On macOS the menu is at the top of the screen. */}
        {!IS_MAC && <IconButton icon={Menu} label="Menu" aria-haspopup="menu" onClick={showMenu} />}
        <Mark />
        <span className={styles.name}>Chartroom</span>
      </div>
      <div className={styles.history}>
        <IconButton icon={ArrowLeft} label="Back" disabled={!canGoBack} onClick={() => history.back()} />
        <IconButton icon={ArrowRight} label="Forward" disabled={!canGoForward} onClick={() => history.forward()} />
      </div>
      <div className={styles.field}>
        <ReferenceField />
      </div>
    </header>
  );
}

function showMenu({ currentTarget }: MouseEvent<HTMLButtonElement>): void {
  const { left, bottom } = currentTarget.getBoundingClientRect();
  void call('app.showMenu', { x: Math.round(left), y: Math.round(bottom) });
}
