/** Why adding or logging in failed, inside its dialog, with the button that helps. What was typed stays. */
import type { AppError } from '../../../shared/errors';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';

export interface LoginProblemProps {
  readonly error: AppError;
  readonly onUsePlainHttp?: () => void;
  readonly onUseHttps?: () => void;
}

export function LoginProblem({ error, onUsePlainHttp, onUseHttps }: LoginProblemProps) {
  const action =
    error.kind === 'tls' && error.problem === 'plain-http' && onUsePlainHttp !== undefined
      ? { label: 'Use plain HTTP', onClick: onUsePlainHttp }
      : error.kind === 'network' && error.problem === 'tls-to-plain' && onUseHttps !== undefined
        ? { label: 'Use HTTPS', onClick: onUseHttps }
        : null;
  return (
    <ErrorPanel
      error={error}
      headingLevel={3}
      actions={action === null ? undefined : <Button onClick={action.onClick}>{action.label}</Button>}
    />
  );
}
