/** Whether the local registry asks for a login, and whether it starts with Chartroom. */
import { useState } from 'react';
import type { LocalRegistry } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import { Switch } from '../../components/choice';
import fieldStyles from '../../components/field.module.css';
import { SettingRow } from '../../components/setting-row';
import { failureOf } from '../../ipc';
import { useConfigureLocalRegistry } from '../../local-registry';
import { LocalLoginDialog } from './local-login-dialog';
import { useSetLocalLogin } from './queries';

export function LoginSettings({ registry: { login, config, state } }: { readonly registry: LocalRegistry }) {
  const [isOpen, setOpen] = useState(false);
  const turnOff = useSetLocalLogin();
  const configure = useConfigureLocalRegistry();
  /** What is seen changes at once. */
  const startsWithApp = (configure.isPending ? configure.variables.startWithApp : undefined) ?? config.startWithApp;
  const isRunning = state.name === 'running';
  const failure = failureOf(turnOff.error ?? configure.error);
  return (
    <>
      <SettingRow
        label="Login"
        hint={
          <>
            {login === null
              ? 'Turned on, it asks everybody for a user name and a password.'
              : 'Turning it off forgets the password and lets every program on this computer push and pull.'}
            {isRunning && ' Either restarts the registry.'}
          </>
        }
      >
        <span>
          {login === null ? (
            'Off: every program on this computer may push and pull.'
          ) : (
            <>
              On, as <bdi>{login.username}</bdi>.
            </>
          )}
        </span>
        <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {login === null ? 'Turn login on…' : 'Change login…'}
        </Button>
        {login !== null && (
          <Button disabled={turnOff.isPending} onClick={() => turnOff.mutate(null)}>
            Turn login off
          </Button>
        )}
      </SettingRow>
      <SettingRow label="Start" hint="Otherwise it is started here, or from the sidebar.">
        <Switch checked={startsWithApp} onCheckedChange={(startWithApp) => configure.mutate({ startWithApp })}>
          Start with Chartroom
        </Switch>
        {failure !== null && (
          <p role="alert" className={fieldStyles.problem}>
            {failure.message} {failure.why}
          </p>
        )}
      </SettingRow>
      {isOpen && (
        <LocalLoginDialog username={login?.username ?? ''} isRunning={isRunning} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
