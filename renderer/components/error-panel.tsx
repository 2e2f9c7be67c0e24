/** A failure in four parts: what happened, likely why, what to do, and folded technical details that hold no secret. */
import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { AppError } from '../../shared/errors';
import { CopyButton } from './copy-button';
import styles from './error-panel.module.css';
import { Icon } from './icon';

export interface ErrorPanelProps {
  readonly error: AppError;
  /** Buttons, the helpful one first. */
  readonly actions?: ReactNode;
  readonly headingLevel?: 2 | 3;
}

export function ErrorPanel({ error, actions, headingLevel = 2 }: ErrorPanelProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <section role="alert" className={styles.panel}>
      <div className={styles.body}>
        <Icon icon={CircleAlert} size={20} className={styles.icon} />
        <Heading className={styles.title}>{asTitle(error.message)}</Heading>
        {error.why !== undefined && <p className={styles.why}>{error.why}</p>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {error.details !== undefined && <TechnicalDetails text={error.details} />}
    </section>
  );
}

/** A single sentence stands as a title without its full stop. */
function asTitle(message: string): string {
  return message.endsWith('.') && !message.includes('. ') ? message.slice(0, -1) : message;
}

function TechnicalDetails({ text }: { readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  const linesId = useId();
  return (
    <div className={styles.details}>
      <div className={styles.fold}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={linesId}
          onClick={() => setOpen(!isOpen)}
          className={styles.toggle}
        >
          <Icon icon={isOpen ? ChevronDown : ChevronRight} className={styles.chevron} />
          Technical details
        </button>
        <span className={styles.redacted}>secrets removed</span>
        <CopyButton text={text} label="Copy" variant="ghost" />
      </div>
      <pre id={linesId} hidden={!isOpen} className={styles.lines}>
        {text}
      </pre>
    </div>
  );
}
