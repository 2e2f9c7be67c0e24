/** What the cluster says would be made: asked by a dry run on its server, which changes nothing. */
import { useState } from 'react';
import type { AppError } from '../../../shared/errors';
import type { InstallPreview, PreviewWarning } from '../../../shared/release-preview';
import { Button } from '../../components/button';
import { classNames } from '../../components/class-names';
import { CopyButton } from '../../components/copy-button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { YamlView } from '../../components/yaml-view/yaml-view';
import { shellWord } from '../../format/shell-word';
import styles from './panes.module.css';
import { previewGroups } from './preview-entries';

export interface PreviewStepProps {
  readonly context: string;
  readonly preview: InstallPreview | null;
  readonly isRunning: boolean;
  readonly failure: AppError | null;
  readonly onPreview: () => void;
  readonly onCancel: () => void;
  /** The button that helps against the failure. */
  readonly remedy?: React.ReactNode;
}

export function PreviewStep({ context, preview, isRunning, failure, onPreview, onCancel, remedy }: PreviewStepProps) {
  if (isRunning) {
    return (
      <Waiting host={context} onCancel={onCancel}>
        <SkeletonRows />
      </Waiting>
    );
  }
  if (failure !== null) {
    return (
      <ErrorPanel
        error={failure}
        actions={
          <>
            {remedy}
            <Button onClick={onPreview}>Preview again</Button>
          </>
        }
      />
    );
  }
  if (preview === null) {
    return (
      <EmptyState title="Not previewed">
        Something was changed since. The cluster is asked what it would make of it; nothing is changed by that.
      </EmptyState>
    );
  }
  return (
    <>
      {preview.warnings.map((warning) => (
        <WarningNotice key={`${warning.code} ${warning.message}`} warning={warning} />
      ))}
      <PreviewedObjects key={preview.id} preview={preview} />
    </>
  );
}

const TONES = { blocking: 'danger', warning: 'warning', info: 'info' } as const;
const MAX_ITEMS = 6;

function WarningNotice({ warning: { severity, message, why, items, pipeline } }: { readonly warning: PreviewWarning }) {
  const shown = items.slice(0, MAX_ITEMS);
  return (
    <Notice tone={TONES[severity]}>
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
      {pipeline !== undefined && (
        <CopyButton
          size="small"
          label="Copy command"
          text={pipeline.map((words) => words.map(shellWord).join(' ')).join(' | ')}
        />
      )}
    </Notice>
  );
}

function PreviewedObjects({ preview }: { readonly preview: InstallPreview }) {
  const groups = previewGroups(preview);
  const all = groups.flatMap(({ entries }) => entries);
  const [chosenKey, setChosenKey] = useState(all[0]?.key);
  const chosen = all.find(({ key }) => key === chosenKey) ?? all[0];
  if (chosen === undefined) {
    return <EmptyState title="Nothing would be made">With these values the chart makes no resources.</EmptyState>;
  }
  return (
    <div className={classNames(styles.panes, styles.preview)}>
      <nav aria-label="Previewed objects" className={styles.pane}>
        <div className={styles.list}>
          {groups.map(({ title, entries }) => (
            <section key={title}>
              <h3 className={styles.group}>
                {title} ({entries.length})
              </h3>
              {entries.map(({ key, name, kind }) => (
                <button
                  key={key}
                  type="button"
                  className={styles.entry}
                  aria-current={key === chosen.key ? 'true' : undefined}
                  onClick={() => setChosenKey(key)}
                >
                  <bdi className={styles.entryName}>{name}</bdi>
                  <span className={styles.entryKind}>{kind}</span>
                </button>
              ))}
            </section>
          ))}
        </div>
      </nav>
      <section aria-label={chosen.name} className={styles.pane}>
        <YamlView
          label={`${chosen.kind} ${chosen.name}`}
          text={chosen.text}
          head={
            <h3 className={styles.title}>
              <bdi>{chosen.name}</bdi>
            </h3>
          }
        />
      </section>
    </div>
  );
}
