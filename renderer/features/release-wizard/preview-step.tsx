/** What the cluster says would be made: asked by a dry run on its server, which changes nothing. */
import { useState } from 'react';
import type { InstallPreview } from '../../../shared/release-preview';
import { classNames } from '../../components/class-names';
import { EmptyState } from '../../components/empty-state';
import { CodeView } from '../../components/code-view/code-view';
import type { StepId } from '../../wizard-steps';
import styles from './panes.module.css';
import { previewGroups } from './preview-entries';
import { PreviewWait, type PreviewRunView } from './preview-wait';
import { PreviewWarnings } from './preview-warnings';

export interface PreviewStepProps {
  readonly context: string;
  readonly run: PreviewRunView<InstallPreview>;
  readonly onStep: (step: StepId) => void;
  /** To the release that has the name already. */
  readonly onTaken: () => void;
}

export function PreviewStep({ context, run, onStep, onTaken }: PreviewStepProps) {
  return (
    <PreviewWait context={context} run={run} onStep={onStep}>
      {(preview) => (
        <>
          <PreviewWarnings warnings={preview.warnings} onTaken={onTaken} />
          <PreviewedObjects key={preview.id} preview={preview} />
        </>
      )}
    </PreviewWait>
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
        <CodeView
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
