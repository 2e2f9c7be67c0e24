/** What is to be known before a preview is run: one notice each, with the command that helps where there is one. */
import type { PreviewWarning } from '../../../shared/release-preview';
import { CopyButton } from '../../components/copy-button';
import { Notice } from '../../components/notice';
import { shellWord } from '../../format/shell-word';

const TONES = { blocking: 'danger', warning: 'warning', info: 'info' } as const;
const MAX_ITEMS = 6;

export interface PreviewWarningsProps {
  readonly warnings: readonly PreviewWarning[];
  /** To the release that has the name. */
  readonly onTaken?: () => void;
}

export function PreviewWarnings({ warnings, onTaken }: PreviewWarningsProps) {
  return warnings.map((warning) => (
    <WarningNotice key={`${warning.code} ${warning.message}`} warning={warning} onTaken={onTaken} />
  ));
}

interface WarningNoticeProps {
  readonly warning: PreviewWarning;
  readonly onTaken: (() => void) | undefined;
}

function WarningNotice({ warning, onTaken }: WarningNoticeProps) {
  const { code, severity, message, why, items, pipeline } = warning;
  const shown = items.slice(0, MAX_ITEMS);
  return (
    <Notice
      tone={TONES[severity]}
      action={code === 'name-taken' && onTaken !== undefined ? { label: 'Open release', onClick: onTaken } : undefined}
      end={
        pipeline === undefined ? undefined : (
          <CopyButton
            size="small"
            label="Copy command"
            text={pipeline.map((words) => words.map(shellWord).join(' ')).join(' | ')}
          />
        )
      }
    >
      <strong>{message}</strong> {why}{' '}
      {shown.map((item, index) => (
        <span key={item}>
          {index > 0 && ', '}
          <code>
            <bdi>{item}</bdi>
          </code>
        </span>
      ))}
      {items.length > shown.length && ` and ${items.length - shown.length} more`}
    </Notice>
  );
}
