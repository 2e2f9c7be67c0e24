/** Opens the file dialog, then the push sheet: what a drop does, by a button. */
import { Upload } from 'lucide-react';
import { commands } from '../commands';
import { Button, type ButtonVariant } from './button';

export interface PushButtonProps {
  /** `host/path`; the place on screen where it is left out. */
  readonly destination?: string;
  readonly variant?: ButtonVariant;
}

export function PushButton({ destination, variant = 'secondary' }: PushButtonProps) {
  return (
    <Button
      icon={Upload}
      variant={variant}
      aria-keyshortcuts="Control+O Meta+O"
      onClick={() => commands.run('push-charts', destination === undefined ? {} : { destination })}
    >
      Push charts…
    </Button>
  );
}
