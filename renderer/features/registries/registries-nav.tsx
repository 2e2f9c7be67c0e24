/** The registries in the sidebar: each with its login state in shape and words, and the one action that fits the state. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LogIn, LogOut, Play, Plus, RefreshCw, Server } from 'lucide-react';
import { useId } from 'react';
import type { Registry } from '../../../shared/registry';
import { commands } from '../../commands';
import { Button, IconButton } from '../../components/button';
import { classNames } from '../../components/class-names';
import { dropDestination } from '../../components/drop-destination';
import { Icon } from '../../components/icon';
import { ContextMenu } from '../../components/menu';
import row from '../../components/sidebar-row.module.css';
import { StateDot } from '../../components/state-dot';
import { keptFocusRow, useKeptFocus } from '../../components/use-kept-focus';
import { loginStateWords } from '../../format/login-state';
import { registriesQuery } from '../../registries';
import styles from './registries-nav.module.css';
import { useCheckRegistry, useLogOut } from './queries';
import { useRegistryMenu } from './use-registry-menu';

export function RegistriesNav() {
  const { data: registries = [] } = useQuery(registriesQuery);
  const { address: current } = useParams({ strict: false });
  const keepFocus = useKeptFocus();
  return (
    <nav aria-label="Registries">
      <div className={styles.head}>
        <h2 className={styles.label}>Registries</h2>
        <IconButton
          icon={Plus}
          label="Add registry"
          size="small"
          aria-haspopup="dialog"
          onClick={() => commands.run('add-registry', {})}
        />
      </div>
      {registries.length === 0 ? (
        <p className={styles.none}>None yet.</p>
      ) : (
        <ul ref={keepFocus} className={styles.list}>
          {registries.map((registry) => (
            <RegistryRow key={registry.address} registry={registry} isCurrent={registry.address === current} />
          ))}
        </ul>
      )}
    </nav>
  );
}

function RegistryRow({ registry, isCurrent }: { readonly registry: Registry; readonly isCurrent: boolean }) {
  const { address } = registry;
  const check = useCheckRegistry();
  const logOut = useLogOut();
  const words = loginStateWords(registry);
  const isStopped = registry.isLocal && registry.state === 'unreachable';
  const stateId = useId();
  const entries = useRegistryMenu(registry);
  return (
    <ContextMenu
      entries={entries}
      area={
        <li
          className={classNames(row.row, isCurrent && row.current)}
          {...keptFocusRow(address)}
          {...dropDestination(address)}
        >
          <Icon icon={Server} className={row.icon} />
          <div className={row.texts}>
            {/* The link is the whole row; its name is the address alone. */}
            <Link
              to="/registries/$address"
              params={{ address }}
              aria-describedby={stateId}
              aria-current={isCurrent ? 'page' : undefined}
              className={row.link}
            >
              <bdi title={address}>{address}</bdi>
            </Link>
            <span id={stateId} className={row.state}>
              <StateDot state={isStopped ? 'logged-out' : registry.state} />
              <bdi className={row.words} title={words}>
                {words}
              </bdi>
            </span>
          </div>
          {/* Not disabled meanwhile: that would take the focus away before the next button can have it. */}
          {isStopped ? (
            <IconButton
              icon={Play}
              label={`Start ${address}`}
              onClick={() => void commands.run('start-local-registry', undefined)}
            />
          ) : registry.hasCredential && registry.state !== 'logged-out' ? (
            <IconButton
              icon={LogOut}
              label={`Log out of ${address}`}
              onClick={() => !logOut.isPending && logOut.mutate(address)}
            />
          ) : registry.state === 'unreachable' ? (
            <IconButton
              icon={RefreshCw}
              label={`Check ${address} again`}
              onClick={() => !check.isPending && check.mutate(address)}
            />
          ) : registry.state === 'logged-out' ? (
            <Button
              size="small"
              aria-label={`Log in to ${address}`}
              aria-haspopup="dialog"
              onClick={() => commands.run('log-in', { address })}
            >
              Log in
            </Button>
          ) : (
            registry.state === 'anonymous' && (
              <IconButton
                icon={LogIn}
                label={`Log in to ${address}`}
                aria-haspopup="dialog"
                onClick={() => commands.run('log-in', { address })}
              />
            )
          )}
        </li>
      }
    />
  );
}
