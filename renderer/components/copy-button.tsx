/** Copies a text: as a button with words, or as an icon beside the text. Confirms with a tick and, for screen readers, a word. */
import { Check, Copy } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button, IconButton, type ButtonProps } from './button';
import { useCopy } from './use-copy';
import { VisuallyHidden } from './visually-hidden';

export interface CopyButtonProps {
  /** A function for what is long to write out: asked when it is copied. */
  readonly text: string | (() => string);
  /** What the button is called, such as `Copy digest`. */
  readonly label: string;
  readonly variant?: Exclude<ButtonProps['variant'], undefined>;
  readonly size?: 'medium' | 'small';
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
}

export function CopyButton({ text, label, variant, size, icon = Copy, disabled = false }: CopyButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <>
      <Button
        icon={isCopied ? Check : icon}
        onClick={() => copy(typeof text === 'string' ? text : text())}
        variant={variant ?? 'secondary'}
        size={size ?? 'medium'}
        disabled={disabled}
      >
        {label}
      </Button>
      <Copied isCopied={isCopied} />
    </>
  );
}

export interface CopyIconButtonProps {
  readonly text: string;
  readonly label: string;
  /** Small beside a text, medium among other buttons. */
  readonly size?: 'medium' | 'small';
  readonly icon?: LucideIcon;
}

export function CopyIconButton({ text, label, size = 'small', icon = Copy }: CopyIconButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <>
      <IconButton
        icon={isCopied ? Check : icon}
        label={label}
        size={size}
        iconSize={size === 'small' ? 14 : 16}
        onClick={() => copy(text)}
      />
      <Copied isCopied={isCopied} />
    </>
  );
}

function Copied({ isCopied }: { readonly isCopied: boolean }) {
  return <VisuallyHidden role="status">{isCopied && 'Copied'}</VisuallyHidden>;
}
