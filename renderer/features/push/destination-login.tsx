/** How the destination's registry may be reached now, and the way in where there is none. */
import type { Registry } from '../../../shared/registry';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { StateDot } from '../../components/state-dot';
import { loginStateWords } from '../../format/login-state';
import styles from './destination-login.module.css';

export interface DestinationLoginProps {
  readonly address: string;
  /** Undefined where the user has not added it. */
  readonly registry: Registry | undefined;
  /** False where the way in is offered elsewhere already. */
  readonly offersLogin: boolean;
}

export function DestinationLogin({ address, registry, offersLogin }: DestinationLoginProps) {
  if (registry === undefined) {
    return (
      <div className={styles.login}>
        Not in your registries
        {offersLogin && (
          <Button size="small" onClick={() => commands.run('add-registry', { address })}>
            Add
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={styles.login}>
      <StateDot state={registry.state} />
      <span className={styles.words}>
        <bdi>{loginStateWords(registry)}</bdi>
      </span>
      {registry.state === 'logged-out' && offersLogin && (
        <Button size="small" onClick={() => commands.run('log-in', { address })}>
          Log in
        </Button>
      )}
    </div>
  );
}
