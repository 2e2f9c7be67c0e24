/** In a protected context nothing is changed before its name was typed. */
import { TextField } from '../text-field';
import { Notice } from '../notice';

export interface ConfirmContextProps {
  readonly context: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

export function ConfirmContext({ context, typed, onTyped }: ConfirmContextProps) {
  return (
    <>
      <Notice tone="warning">
        <strong>
          <bdi>{context}</bdi> is protected.
        </strong>{' '}
        What you do next changes it.
      </Notice>
      <TextField
        label={`Type ${context} to confirm`}
        value={typed}
        onValueChange={onTyped}
        autoComplete="off"
        mono
        problem={typed !== '' && !context.startsWith(typed) ? 'This is another name.' : undefined}
      />
    </>
  );
}
