/** The local registry in the sidebar: its state in shape and words. It also answers, from anywhere, the commands about it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { HardDrive } from 'lucide-react';
import { useId } from 'react';
import type { LocalRegistryState } from '../../../shared/local-registry';
import { useCommand } from '../../commands';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import { ContextMenu } from '../../components/menu';
import row from '../../components/sidebar-row.module.css';
import { StateDot } from '../../components/state-dot';
import { useToast } from '../../components/toast';
import { LOCAL_REGISTRY_DOTS, localRegistryWords } from '../../format/local-registry-state';
import { appErrorOf } from '../../ipc';
import { localRegistryQuery, useShownState, useStartLocalRegistry } from '../../local-registry';
import styles from './local-registry-nav.module.css';
import { useLocalRegistryMenu } from './use-local-registry-menu';

/** Until it has been read. */
const STOPPED: LocalRegistryState = { name: 'stopped' };

export function LocalRegistryNav() {
  const { data: registry } = useQuery(localRegistryQuery);
  const state = useShownState(registry?.state ?? STOPPED);
  const isCurrent = Boolean(useMatchRoute()({ to: '/local-registry' }));
  const stateId = useId();
  const entries = useLocalRegistryMenu(state);
  useLocalRegistryCommands();
  return (
    <nav aria-label="Local registry" className={styles.nav}>
      <ContextMenu
        entries={entries}
        area={
          <div className={classNames(row.row, isCurrent && row.current)}>
            <Icon icon={HardDrive} className={row.icon} />
            <div className={row.texts}>
              {/* The link is the whole row. */}
              <Link
                to="/local-registry"
                aria-describedby={stateId}
                aria-current={isCurrent ? 'page' : undefined}
                className={row.link}
              >
                Local registry
              </Link>
              <span id={stateId} className={row.state}>
                <StateDot state={LOCAL_REGISTRY_DOTS[state.name]} />
                {localRegistryWords(state)}
              </span>
            </div>
          </div>
        }
      />
    </nav>
  );
}

/** Whoever starts it from elsewhere is told there why it did not start; the whole story is on its page. */
function useLocalRegistryCommands(): void {
  const navigate = useNavigate();
  const showToast = useToast();
  const start = useStartLocalRegistry();
  const open = (): void => void navigate({ to: '/local-registry' });
  const tell = (text: string): void => showToast({ tone: 'danger', text, action: { label: 'Show', onClick: open } });
  useCommand('local-registry', open);
  useCommand('start-local-registry', () =>
    start.mutate(undefined, {
      onSuccess: ({ state }) => {
        if (state.name === 'failed') tell(state.error.message);
      },
      onError: (error) => tell(appErrorOf(error).message),
    }),
  );
}
