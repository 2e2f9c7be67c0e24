/** What is to be known before a preview is run: one notice each, with the command that helps where there is one. */
import type { PreviewWarning } from '../../../shared/release-preview';
import { CopyButton } from '../../components/copy-button';
import { Notice } from '../../components/notice';
import { shellWord } from '../../format/shell-word';

const TONES = { blocking: 'danger', warning: 'warning', info: 'info' } as const;
const MAX_ITEMS = 6;

export function PreviewWarnings({ warnings }: { readonly warnings: readonly PreviewWarning[] }) {
  return warnings.map((warning) => <WarningNotice key={`${warning.code} ${warning.message}`} warning={warning} />);
}

function WarningNotice({ warning: { severity, message, why, items, pipeline } }: { readonly warning: PreviewWarning }) {
  const shown = items.slice(0, MAX_ITEMS);
  return (
    <Notice
      tone={TONES[severity]}
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
