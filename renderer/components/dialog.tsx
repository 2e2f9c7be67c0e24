/**
 * Dialogs within the stage of overlay-host.tsx. A dialog keeps focus; a sheet leaves the Transfers dock and the title bar
 * in reach (F6). Neither closes by a press outside: what the user typed is not lost by a slip.
 */
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ComponentProps, type ReactNode } from 'react';
import { IconButton } from './button';
import { classNames } from './class-names';
import styles from './dialog.module.css';
import { useBlockedContent, useOverlayContainer } from './overlay-host';
import { useRoomWithoutToast } from './toast';

export interface DialogProps {
  /** The dialog's accessible name. */
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons: the way out first, the primary one last. */
  readonly actions?: ReactNode;
  /** Left side of the foot, such as `Copy as helm command`. */
  readonly footStart?: ReactNode;
  readonly variant?: 'dialog' | 'wide' | 'sheet';
  /** The body holds nothing that takes the focus: it takes it itself, so that keys can scroll it. */
  readonly isText?: boolean;
  /** What has focus at first; by default the first empty field, else the text itself or the first button of the foot. */
  readonly initialFocus?: ComponentProps<typeof BaseDialog.Popup>['initialFocus'];
  readonly className?: string | undefined;
}

/** The first that is empty; the first of all where none is. */
function fieldToFillIn(body: HTMLElement | null): HTMLElement | undefined {
  const fields = [...(body?.querySelectorAll<HTMLInputElement>('input:not(:disabled), textarea:not(:disabled)') ?? [])];
  return fields.find(({ value }) => value === '') ?? fields[0];
}

/** Mount it to open it. */
export function Dialog({
  title,
  subtitle,
  onClose,
  children,
  actions,
  footStart,
  variant = 'dialog',
  isText = false,
  initialFocus,
  className,
}: DialogProps) {
  const container = useOverlayContainer();
  const isSheet = variant === 'sheet';
  const body = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  /** Not the close button, which comes first in the document: a field to fill in, a text itself, or the harmless button. */
  const firstTarget = () =>
    fieldToFillIn(body.current) ?? (isText ? body.current : foot.current?.querySelector<HTMLElement>('button')) ?? true;
  useBlockedContent(isSheet);
  useRoomWithoutToast();
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()} modal={!isSheet} disablePointerDismissal>
      <BaseDialog.Portal container={container}>
        <BaseDialog.Backdrop className={styles.scrim} />
        <BaseDialog.Popup
          initialFocus={initialFocus ?? firstTarget}
          data-sheet={isSheet || undefined}
          data-region={isSheet || undefined}
          className={classNames(styles.popup, isSheet && styles.sheet, variant === 'wide' && styles.wide, className)}
        >
          <div className={styles.head}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <span className={styles.subtitle}>{subtitle}</span>
            <BaseDialog.Close render={<IconButton icon={X} label="Close" hasTooltip={false} />} />
          </div>
          <div
            ref={body}
            className={styles.body}
            {...(isText ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}
          >
            {children}
          </div>
          {actions !== undefined && (
            <div className={styles.foot}>
              <div className={styles.footStart}>{footStart}</div>
              <div ref={foot} className={styles.actions}>
                {actions}
              </div>
            </div>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
