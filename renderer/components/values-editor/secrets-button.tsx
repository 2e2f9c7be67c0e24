/** Shows likely secrets or hides them again, in the text and in the table alike: it stands over both. */
import { Eye, EyeOff } from 'lucide-react';
import { IconButton } from '../button';

export interface SecretsButtonProps {
  readonly isShown: boolean;
  readonly onShown: (isShown: boolean) => void;
  readonly className?: string | undefined;
}

export function SecretsButton({ isShown, onShown, className }: SecretsButtonProps) {
  return (
    <IconButton
      className={className}
      icon={isShown ? EyeOff : Eye}
      label={isShown ? 'Hide secrets' : 'Show secrets'}
      onClick={() => onShown(!isShown)}
    />
  );
}
