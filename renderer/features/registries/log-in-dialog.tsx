/** Logs in to a registry that is in the list, filled in with the user name of last time. A refused login leaves the old one. */
import { useId, useState, type FormEvent } from 'react';
import type { FoundLogin, Registry } from '../../../shared/registry';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { Notice } from '../../components/notice';
import { useToast } from '../../components/toast';
import { Waiting } from '../../components/waiting';
import { useFoundLogin } from '../../found-logins';
import { failureOf } from '../../ipc';
import { useAbortOnLeave } from '../../use-abort-on-leave';
import { LoginFields } from './login-fields';
import styles from './login-form.module.css';
import { LoginProblem } from './login-problem';
import { useLogIn } from './queries';

export interface LogInDialogProps {
  readonly registry: Registry;
  readonly onClose: () => void;
}

export function LogInDialog({ registry, onClose }: LogInDialogProps) {
  const { address, plainHttp } = registry;
  const formId = useId();
  const showToast = useToast();
  const { freshSignal, abort } = useAbortOnLeave();
  const logIn = useLogIn(freshSignal);
  const takeFound = useFoundLogin(freshSignal);
  const [login, setLogin] = useState({ username: registry.username ?? '', secret: '' });
  const isPending = logIn.isPending || takeFound.isPending;
  const failure = failureOf(logIn.error ?? takeFound.error);
  const isComplete = login.username !== '' && login.secret !== '';

  async function submit(): Promise<void> {
    if (!isComplete || isPending) return;
    takeFound.reset();
    const now = await logIn.mutateAsync({ address, ...login }).catch(() => null);
    if (now === null) return;
    if (now.state === 'anonymous') {
      showToast({
        tone: 'info',
        text: `${address} answered without asking for a login, so yours couldn't be checked and wasn't kept.`,
      });
    }
    onClose();
  }

  async function takeLogin({ tool }: FoundLogin): Promise<void> {
    logIn.reset();
    const now = await takeFound.mutateAsync({ address, tool, plainHttp }).catch(() => null);
    if (now !== null) onClose();
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit();
  }

  return (
    <Dialog
      title={`Log in to ${address}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={isPending || !isComplete}>
            Log in
          </Button>
        </>
      }
    >
      <DialogBody>
        <form id={formId} noValidate onSubmit={onSubmit} className={styles.form}>
          {plainHttp && (
            <Notice tone="warning">This registry is reached over plain HTTP: the password travels unencrypted.</Notice>
          )}
          <LoginFields
            values={login}
            onChange={setLogin}
            disabled={isPending}
            address={address}
            onUseFound={(found) => void takeLogin(found)}
          />
          {isPending && (
            <Waiting host={address} onCancel={abort}>
              <output>Asking {address}…</output>
            </Waiting>
          )}
          {failure !== null && !isPending && <LoginProblem error={failure} />}
        </form>
      </DialogBody>
    </Dialog>
  );
}
