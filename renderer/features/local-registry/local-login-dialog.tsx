/** Gives the local registry a login of its own. The password is sent once and kept nowhere here. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { appInfoQuery } from '../../app-info';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { TextField } from '../../components/text-field';
import { failureOf } from '../../ipc';
import styles from './local-login-dialog.module.css';
import { useSetLocalLogin } from './queries';

export interface LocalLoginDialogProps {
  /** Of the login there is; '' without one. */
  readonly username: string;
  readonly isRunning: boolean;
  readonly onClose: () => void;
}

export function LocalLoginDialog({ username: before, isRunning, onClose }: LocalLoginDialogProps) {
  const formId = useId();
  const { data: info } = useQuery(appInfoQuery);
  const setLogin = useSetLocalLogin();
  const [username, setUsername] = useState(before);
  const [secret, setSecret] = useState('');
  const failure = failureOf(setLogin.error);
  const canSubmit = username !== '' && secret !== '' && !setLogin.isPending;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (canSubmit) setLogin.mutate({ username, secret }, { onSuccess: onClose });
  }

  return (
    <Dialog
      title={before === '' ? 'Turn login on' : 'Change login'}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!canSubmit}>
            {before === '' ? 'Turn login on' : 'Change login'}
          </Button>
        </>
      }
    >
      <DialogBody>
        <p>
          Choose both: who pushes or pulls has to know them. Chartroom logs itself in.
          {isRunning && ' The registry restarts for this.'}
        </p>
        <form id={formId} noValidate onSubmit={onSubmit} className={styles.form}>
          <TextField
            label="Username"
            value={username}
            disabled={setLogin.isPending}
            autoComplete="off"
            onValueChange={setUsername}
          />
          <TextField
            label="Password"
            type="password"
            value={secret}
            disabled={setLogin.isPending}
            autoComplete="new-password"
            hint={
              info?.keychain.kind === 'memory'
                ? 'No system keychain found: Chartroom knows it until you quit. The registry itself keeps a hash of it.'
                : 'Kept in the system keychain. The registry itself keeps a hash of it.'
            }
            onValueChange={setSecret}
          />
        </form>
        {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
      </DialogBody>
    </Dialog>
  );
}
