/** Adds a registry, with a login or without. Nothing is stored before the registry answered and accepted the login. */
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { parseRegistryAddress } from '../../../shared/reference';
import type { FoundLogin } from '../../../shared/registry';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { TextField } from '../../components/text-field';
import { useToast } from '../../components/toast';
import { Waiting } from '../../components/waiting';
import { useFoundLogin } from '../../found-logins';
import { failureOf } from '../../ipc';
import { useAbortOnLeave } from '../../use-abort-on-leave';
import { LoginFields } from './login-fields';
import styles from './login-form.module.css';
import { LoginProblem } from './login-problem';
import { useAddRegistry } from './queries';

export interface AddRegistryDialogProps {
  /** What the address field holds at first. */
  readonly address: string;
  readonly onClose: () => void;
}

export function AddRegistryDialog({ address: firstAddress, onClose }: AddRegistryDialogProps) {
  const formId = useId();
  const navigate = useNavigate();
  const showToast = useToast();
  const { freshSignal, abort } = useAbortOnLeave();
  const add = useAddRegistry(freshSignal);
  const takeFound = useFoundLogin(freshSignal);
  const [typed, setTyped] = useState(firstAddress);
  const [plainHttp, setPlainHttp] = useState(isLoopback(firstAddress));
  const [login, setLogin] = useState({ username: '', secret: '' });
  /** An address is judged once it was sent or left, not while it is being typed. */
  const [isJudged, setJudged] = useState(false);

  const parsed = parseRegistryAddress(typed);
  const isPending = add.isPending || takeFound.isPending;
  const failure = failureOf(add.error ?? takeFound.error);
  const hasLogin = login.username !== '' && login.secret !== '';

  function changeAddress(text: string): void {
    setTyped(text);
    setPlainHttp((before) => before || isLoopback(text));
  }

  async function submit(withLogin: boolean, overPlainHttp = plainHttp): Promise<void> {
    setJudged(true);
    if (!parsed.ok || isPending) return;
    takeFound.reset();
    const input = { address: parsed.data, plainHttp: overPlainHttp, login: withLogin ? login : null };
    const registry = await add.mutateAsync(input).catch(() => null);
    if (registry === null) return;
    if (withLogin && registry.state === 'anonymous') {
      showToast({
        tone: 'info',
        text: `${registry.address} answered without asking for a login, so yours couldn't be checked and wasn't kept.`,
      });
    }
    finish(registry.address);
  }

  async function takeLogin({ address, tool }: FoundLogin): Promise<void> {
    add.reset();
    const registry = await takeFound.mutateAsync({ address, tool, plainHttp }).catch(() => null);
    if (registry !== null) finish(registry.address);
  }

  function finish(address: string): void {
    onClose();
    void navigate({ to: '/registries/$address', params: { address } });
  }

  function switchPlainHttp(on: boolean): void {
    setPlainHttp(on);
    void submit(hasLogin, on);
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit(hasLogin);
  }

  return (
    <Dialog
      title="Add registry"
      onClose={onClose}
      actions={
        <>
          <Button disabled={isPending} onClick={() => void submit(false)}>
            Continue without logging in
          </Button>
          <Button variant="primary" type="submit" form={formId} disabled={isPending || !hasLogin}>
            Log in
          </Button>
        </>
      }
    >
      <DialogBody>
        <form id={formId} noValidate onSubmit={onSubmit} className={styles.form}>
          <TextField
            label="Registry address"
            mono
            value={typed}
            disabled={isPending}
            placeholder="ghcr.io or localhost:5000"
            onValueChange={changeAddress}
            onBlur={() => setJudged(typed !== '')}
            {...(isJudged && !parsed.ok
              ? { problem: <AddressProblem problem={parsed.error} onUse={changeAddress} /> }
              : {})}
          />
          <Checkbox checked={plainHttp} disabled={isPending} onCheckedChange={setPlainHttp}>
            Use plain HTTP
          </Checkbox>
          <LoginFields
            values={login}
            onChange={setLogin}
            disabled={isPending}
            address={parsed.ok ? parsed.data : ''}
            onUseFound={(found) => void takeLogin(found)}
          />
          {isPending && parsed.ok && (
            <Waiting host={parsed.data} onCancel={abort}>
              <output>Asking {parsed.data}…</output>
            </Waiting>
          )}
          {failure !== null && !isPending && (
            <LoginProblem
              error={failure}
              onUsePlainHttp={() => switchPlainHttp(true)}
              onUseHttps={() => switchPlainHttp(false)}
            />
          )}
        </form>
      </DialogBody>
    </Dialog>
  );
}

function AddressProblem({
  problem,
  onUse,
}: {
  readonly problem: { readonly message: string; readonly suggestion?: string };
  readonly onUse: (address: string) => void;
}) {
  const { message, suggestion } = problem;
  return (
    <>
      {message}
      {suggestion !== undefined && (
        <>
          {' '}
          <Button size="small" onClick={() => onUse(suggestion)}>
            Use {suggestion}
          </Button>
        </>
      )}
    </>
  );
}

/** A registry on this computer has no certificate, as a rule. */
function isLoopback(text: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d*)?$/i.test(text.trim());
}
