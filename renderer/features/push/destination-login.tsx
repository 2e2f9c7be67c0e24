/** How the destination's registry may be reached now, and the way in where there is none. */
import { assertNever } from '../../../shared/assert-never';
import type { LoginState, Registry } from '../../../shared/registry';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { StateDot } from '../../components/state-dot';
import styles from './destination-login.module.css';

export interface DestinationLoginProps {
  readonly address: string;
  /** Undefined where the user has not added it. */
  readonly registry: Registry | undefined;
}

export function DestinationLogin({ address, registry }: DestinationLoginProps) {
  if (registry === undefined) {
    return (
      <div className={styles.login}>
        Not in your registries
        <Button size="small" onClick={() => commands.run('add-registry', { address })}>
          Add
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.login}>
      <StateDot state={registry.state} />
      <span className={styles.words}>
        <bdi>{wordsOf(registry.state, registry.username)}</bdi>
      </span>
      {registry.state === 'logged-out' && (
        <Button size="small" onClick={() => commands.run('log-in', { address })}>
          Log in
        </Button>
      )}
    </div>
  );
}

function wordsOf(state: LoginState, username: string | undefined): string {
  switch (state) {
    case 'logged-in':
      return username === undefined ? 'Logged in' : `Logged in as ${username}`;
    case 'anonymous':
      return 'Anonymous';
    case 'logged-out':
      return 'Logged out';
    case 'unreachable':
      return 'Unreachable';
    case 'unknown':
      return 'Not asked yet';
    default:
      return assertNever(state);
  }
}
