/** Places that are not there, and views that failed to draw: what happened and the ways on. */
import { useNavigate, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../components/button';
import { ErrorPanel } from '../components/error-panel';
import { PageHead } from '../components/page-head';
import { appErrorOf } from '../ipc';

export function LostPage() {
  const navigate = useNavigate();
  return (
    <PageHead
      title="There is nothing at this place"
      line="Check the reference above. Names of repositories are in lower case."
      actions={<Button onClick={() => void navigate({ to: '/' })}>Go to the start</Button>}
    />
  );
}

export function UnexpectedFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorPanel
      error={appErrorOf(error)}
      actions={
        <>
          <Button
            onClick={() => {
              reset();
              void router.invalidate();
            }}
          >
            Try again
          </Button>
          <Button onClick={() => void router.navigate({ to: '/' })}>Go to the start</Button>
        </>
      }
    />
  );
}
