/** One file of a chart: its text, its picture, or that it is neither. Everything in it was written by somebody else. */
import { useQuery } from '@tanstack/react-query';
import { BookOpen, Code, Variable } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { ArchiveEntry, ArchiveFile, ArchiveSource } from '../../../../shared/archive';
import { formatSize } from '../../../../shared/format-size';
import { archiveFileQuery } from '../../../archive';
import { Button } from '../../../components/button';
import { CodeFrame } from '../../../components/code-view/code-frame';
import { CodeView } from '../../../components/code-view/code-view';
import { CopyIconButton } from '../../../components/copy-button';
import { EmptyState } from '../../../components/empty-state';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { visibleName } from '../../../format/visible-name';
import { appErrorOf } from '../../../ipc';
import { MarkdownFile } from '../readme/markdown-file';
import { FileActions } from '../file-actions';
import { isMarkdown, isTemplate, languageOf } from './file-language';
import styles from './file-view.module.css';
import type { FilePlace } from './files-tab';
import { usedValues, valuesFileOf } from './template-values';
import { UsedValues } from './used-values';
import { useValueDefaults } from './use-value-defaults';
import { valueHints } from './value-hints';

export interface FileViewProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly entry: ArchiveEntry;
  /** Where to begin, counted from 1. */
  readonly line: number | undefined;
  readonly hasFile: (path: string) => boolean;
  readonly onPlace: (place: FilePlace) => void;
}

export function FileView(props: FileViewProps) {
  const { source, host, entry } = props;
  const { path, isLink, problem } = entry;
  const query = archiveFileQuery(source, path);
  const { data: file, error, isFetching, refetch } = useQuery({ ...query, enabled: !isLink });
  const retry = (): void => void refetch();
  const head = <FileHead entry={entry} note={file === undefined ? '' : noteOf(file)} />;
  const save = <FileActions source={source} path={path} />;

  if (isLink) {
    return (
      <CodeFrame head={head}>
        <EmptyState title="A link">
          Helm reads links in a packaged chart as empty files, so nothing of what it points to is in this chart.
        </EmptyState>
      </CodeFrame>
    );
  }
  if (error !== null) {
    return (
      <CodeFrame head={head}>
        <div className={styles.problem}>
          <ErrorPanel error={appErrorOf(error)} actions={<Button onClick={retry}>Try again</Button>} />
        </div>
      </CodeFrame>
    );
  }
  if (file === undefined) {
    return (
      <CodeFrame head={head}>
        <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
      </CodeFrame>
    );
  }
  if (file.kind === 'text') {
    if (isMarkdown(path)) return <MarkdownView {...props} text={file.text} head={head} save={save} />;
    if (isTemplate(path)) return <TemplateView {...props} text={file.text} head={head} save={save} />;
    return (
      <CodeView
        label={path}
        text={file.text}
        language={languageOf(path)}
        line={props.line}
        head={head}
        actions={save}
      />
    );
  }
  if (file.kind === 'image') {
    return (
      <CodeFrame head={head} actions={save}>
        <div className={styles.picture} role="group" aria-label="Picture" tabIndex={0}>
          <img src={file.dataUrl} alt={path} />
        </div>
      </CodeFrame>
    );
  }
  return (
    <CodeFrame head={head} actions={save}>
      {problem !== undefined ? (
        <EmptyState title="A chart that can't be read">{problem} Helm won't load this chart.</EmptyState>
      ) : path.endsWith('.tgz') && props.hasFile(`${path}/Chart.yaml`) ? (
        <EmptyState title="A packaged chart within">Its files are below it at the left.</EmptyState>
      ) : (
        <EmptyState title="Binary content">There is nothing to read in it. Save it to open it elsewhere.</EmptyState>
      )}
    </CodeFrame>
  );
}

interface TemplateViewProps extends FileViewProps {
  readonly text: string;
  readonly head: ReactNode;
  readonly save: ReactNode;
}

/** A template with the values that it reads: as hints in the text, and as a list beside it. */
function TemplateView({ source, entry: { path }, line, hasFile, onPlace, text, head, save }: TemplateViewProps) {
  const [showsValues, setShowsValues] = useState(false);
  const used = useMemo(() => usedValues(text), [text]);
  const valuesPath = valuesFileOf(path);
  const { defaults, openLine } = useValueDefaults(source, hasFile(valuesPath) ? valuesPath : null, used, onPlace);
  const extension = useMemo(() => valueHints(defaults, openLine), [defaults, openLine]);
  return (
    <>
      <CodeView
        label={path}
        text={text}
        language={languageOf(path)}
        line={line}
        extension={extension}
        head={head}
        actions={
          <>
            {used.length > 0 && (
              <Button
                icon={Variable}
                variant="ghost"
                aria-expanded={showsValues}
                onClick={() => setShowsValues(!showsValues)}
              >
                {`Values used (${used.length})`}
              </Button>
            )}
            {save}
          </>
        }
      />
      {showsValues && <UsedValues used={used} defaults={defaults} onOpenLine={openLine} />}
    </>
  );
}

/** As it is meant to be read, or its text. */
function MarkdownView({ source, entry: { path }, line, hasFile, onPlace, text, head, save }: TemplateViewProps) {
  // Who comes for a line wants the text.
  const [isText, setIsText] = useState(line !== undefined);
  const code = <CodeView label={path} text={text} language="text" line={line} head={head} actions={save} />;
  const toggle = (
    <Button variant="ghost" icon={isText ? BookOpen : Code} onClick={() => setIsText(!isText)}>
      {isText ? 'Show as page' : 'Show text'}
    </Button>
  );
  if (isText) {
    return (
      <CodeView
        label={path}
        text={text}
        language="text"
        line={line}
        head={head}
        actions={
          <>
            {toggle}
            {save}
          </>
        }
      />
    );
  }
  return (
    <CodeFrame
      head={head}
      actions={
        <>
          {toggle}
          {save}
        </>
      }
    >
      <div className={styles.page} role="group" aria-label="Page" tabIndex={0}>
        <MarkdownFile
          source={source}
          path={path}
          text={text}
          hasFile={hasFile}
          onFile={(file) => onPlace({ path: file })}
          fallback={code}
        />
      </div>
    </CodeFrame>
  );
}

function FileHead({ entry: { path, sizeBytes }, note }: { readonly entry: ArchiveEntry; readonly note: string }) {
  return (
    <div className={styles.head}>
      <h2 className={styles.path} title={visibleName(path.slice(0, 1000))}>
        <bdi>{visibleName(path)}</bdi>
      </h2>
      <CopyIconButton text={path} label="Copy path" />
      <span className={styles.note}>
        {formatSize(sizeBytes)}
        {note}
      </span>
    </div>
  );
}

function noteOf(file: ArchiveFile): string {
  if (file.kind !== 'text' || file.encoding === 'utf-8') return '';
  return file.encoding === 'utf-16' ? ' · UTF-16' : ' · not UTF-8, shown as Latin-1';
}
