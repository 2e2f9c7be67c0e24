/** The overrides as text: where they come from, loading and saving them, and the files that lie under them. */
import { ArrowDown, ArrowUp, FileText, X } from 'lucide-react';
import { useState, type Ref } from 'react';
import { withFileMoved, withoutFileBelow, type ValuesFiles } from '../../values/values-files';
import type { TextProblemMark } from '../code-editing/problem-marks';
import type { YamlEditorHandle } from '../code-editing/yaml-editor';
import { Button, IconButton } from '../button';
import { Icon } from '../icon';
import { latePart } from '../late-part';
import { Menu } from '../menu';
import { SecretsButton } from './secrets-button';
import type { ValuesFilesUse } from './use-values-files';
import styles from './values-editor.module.css';

const YamlEditor = latePart(
  async () => {
    const { YamlEditor: Editor, prepareYamlEditor } = await import('../code-editing/yaml-editor');
    prepareYamlEditor();
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    return Editor;
  },
  <div className={styles.fill} />,
);

export interface OverridesPaneProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly marks: readonly TextProblemMark[];
  readonly files: ValuesFiles;
  readonly onFiles: (files: ValuesFiles) => void;
  readonly use: ValuesFilesUse;
  readonly showsSecrets: boolean;
  readonly onShowsSecrets: (showsSecrets: boolean) => void;
  readonly ref: Ref<YamlEditorHandle>;
}

export function OverridesPane(props: OverridesPaneProps) {
  const { text, onText, marks, files, onFiles, use, showsSecrets, onShowsSecrets, ref } = props;
  const [hasSecrets, setHasSecrets] = useState(false);
  return (
    <section aria-label="Overrides" className={styles.pane}>
      <div className={styles.head}>
        <h3 className={styles.title}>Overrides</h3>
        <span className={styles.note}>
          {files.own === null ? (
            text === '' && 'none yet'
          ) : (
            <>
              <bdi>{files.own.name}</bdi>
              {files.own.text !== text && ', changed'}
            </>
          )}
        </span>
        <span className={styles.end}>
          {hasSecrets && <SecretsButton isShown={showsSecrets} onShown={onShowsSecrets} />}
          <Menu
            trigger={
              <Button variant="ghost" size="small">
                Load…
              </Button>
            }
            entries={[
              { label: 'Load a file into the text…', onChoose: () => void use.load() },
              { label: 'Add a file under the text…', onChoose: () => void use.addBelow() },
            ]}
          />
          <Button variant="ghost" size="small" aria-haspopup="dialog" onClick={() => void use.save()}>
            Save…
          </Button>
        </span>
      </div>
      {files.below.length > 0 && <FilesBelow files={files} onFiles={onFiles} />}
      <YamlEditor
        ref={ref}
        label="Overrides"
        text={text}
        onText={onText}
        problems={marks}
        showsSecrets={showsSecrets}
        onSecrets={setHasSecrets}
      />
    </section>
  );
}

function FilesBelow({ files, onFiles }: Pick<OverridesPaneProps, 'files' | 'onFiles'>) {
  const last = files.below.length - 1;
  return (
    <div className={styles.files}>
      <p id="values-files" className={styles.filesNote}>
        Under the text, as helm takes <code className={styles.code}>-f</code>: the later wins
      </p>
      <ol aria-labelledby="values-files" className={styles.fileList}>
        {files.below.map(({ name }, index) => (
          <li key={index} className={styles.file}>
            <Icon icon={FileText} size={14} />
            <bdi className={styles.fileName} title={name}>
              {name}
            </bdi>
            <IconButton
              icon={ArrowUp}
              size="small"
              iconSize={14}
              label={`Move ${name} up`}
              disabled={index === 0}
              onClick={() => onFiles(withFileMoved(files, index, -1))}
            />
            <IconButton
              icon={ArrowDown}
              size="small"
              iconSize={14}
              label={`Move ${name} down`}
              disabled={index === last}
              onClick={() => onFiles(withFileMoved(files, index, 1))}
            />
            <IconButton
              icon={X}
              size="small"
              iconSize={14}
              label={`Remove ${name}`}
              onClick={() => onFiles(withoutFileBelow(files, index))}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}
