/** Why a registry gave no answer, in its words, with the one thing that helps first. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors';
import { commands } from '../commands';
import { foundLoginsQuery, toolName, useFoundLogin } from '../found-logins';
import { appErrorOf, call } from '../ipc';
import { useStartOf } from '../local-registry';
import { Button } from './button';
import { ErrorPanel } from './error-panel';

export interface RegistryProblemProps {
  readonly error: AppError;
  readonly address: string;
  /** How a registry is reached is kept with it: one that isn't in the list has to be added first. */
  readonly isAdded: boolean;
  readonly onRetry: () => void;
  /** Further buttons, behind the one that helps. */
  readonly actions?: ReactNode;
  readonly headingLevel?: 2 | 3;
}

export function RegistryProblem({ error, address, isAdded, onRetry, actions, headingLevel = 2 }: RegistryProblemProps) {
  const setPlainHttp = useMutation({
    mutationFn: (plainHttp: boolean) => call('registries.setPlainHttp', { address, plainHttp }),
    onSuccess: onRetry,
  });
  const start = useStartOf(address);
  const way = start === null ? wayOut(error, isAdded) : 'start';
  const { data: found = [] } = useQuery({ ...foundLoginsQuery, enabled: error.kind === 'auth-required' });
  const takeFound = useFoundLogin();
  const failure = takeFound.error ?? setPlainHttp.error;
  const fitting = error.kind === 'auth-required' ? found.find((login) => login.address === address) : undefined;
  /** What was tried here and failed is told until something else is tried. */
  const retry = (): void => {
    takeFound.reset();
    setPlainHttp.reset();
    onRetry();
  };
  const ways: Record<WayOut, { readonly label: string; readonly onClick: () => void }> = {
    'log-in': { label: 'Log in', onClick: () => commands.run('log-in', { address }) },
    add: { label: 'Add registry', onClick: () => commands.run('add-registry', { address }) },
    'plain-http': { label: 'Use plain HTTP', onClick: () => setPlainHttp.mutate(true) },
    https: { label: 'Use HTTPS', onClick: () => setPlainHttp.mutate(false) },
    start: { label: 'Start', onClick: () => start?.() },
    retry: { label: 'Try again', onClick: retry },
  };
  const again = error.kind === 'tls' && error.problem === 'plain-http' ? 'Try HTTPS again' : 'Try again';
  return (
    <ErrorPanel
      error={failure === null ? withReassurance(error) : appErrorOf(failure)}
      headingLevel={headingLevel}
      actions={
        <>
          <Button variant="primary" onClick={ways[way].onClick} disabled={setPlainHttp.isPending}>
            {ways[way].label}
          </Button>
          {fitting !== undefined && (
            <Button
              disabled={takeFound.isPending}
              onClick={() => takeFound.mutate({ address, tool: fitting.tool, plainHttp: false })}
            >
              Use the login of {toolName(fitting.tool)}
            </Button>
          )}
          {way !== 'retry' && way !== 'start' && <Button onClick={retry}>{again}</Button>}
          {actions}
        </>
      }
    />
  );
}

/** For `LoadState`: the problem of a part of a page. */
export function registryProblem(address: string, isAdded: boolean) {
  return (error: AppError, onRetry: () => void): ReactNode => (
    <RegistryProblem error={error} address={address} isAdded={isAdded} headingLevel={3} onRetry={onRetry} />
  );
}

/** What only the window knows: nothing here is lost by logging in. */
function withReassurance(error: AppError): AppError {
  return error.kind === 'auth-required' && error.why === undefined
    ? { ...error, why: 'Your filter and place are kept.' }
    : error;
}

type WayOut = 'log-in' | 'add' | 'plain-http' | 'https' | 'start' | 'retry';

/** What helps most against an error. */
function wayOut(error: AppError, isAdded: boolean): WayOut {
  const concernsProfile =
    error.kind === 'auth-required' ||
    (error.kind === 'tls' && error.problem === 'plain-http') ||
    (error.kind === 'network' && error.problem === 'tls-to-plain');
  if (concernsProfile && !isAdded) return 'add';
  if (error.kind === 'auth-required') return 'log-in';
  if (error.kind === 'tls' && error.problem === 'plain-http') return 'plain-http';
  if (error.kind === 'network' && error.problem === 'tls-to-plain') return 'https';
  return 'retry';
}
