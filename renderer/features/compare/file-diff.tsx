/** One file of a chart beside that of another: its lines, its pictures, or that it is neither. Everything in it was written by somebody else. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { ArchiveFile, ArchiveSource } from '../../../shared/archive';
import type { FilePlace } from '../../../shared/comparison';
import { archiveFileQuery } from '../../archive';
import { Button } from '../../components/button';
import { Checkbox, Switch } from '../../components/choice';
import { DiffPane, type DiffPaneHandle } from '../../components/diff/diff-pane';
import { useLineDiff } from '../../components/diff/use-line-diff';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { appErrorOf } from '../../ipc';
import styles from './compare.module.css';

/** How differences are shown: the same in all tabs. */
export interface DiffOptions {
  readonly isSideBySide: boolean;
  readonly ignoresSpace: boolean;
}

export interface ComparedSources {
  readonly from: ArchiveSource;
  readonly to: ArchiveSource;
}

export interface FileDiffProps {
  readonly sources: ComparedSources;
  /** Null where the chart has no such file. */
  readonly from: FilePlace | null;
  readonly to: FilePlace | null;
  readonly options: DiffOptions;
  readonly onOptions: (options: DiffOptions) => void;
}

export function FileDiff(props: FileDiffProps) {
  const { sources, from, to } = props;
  const before = useFile(sources.from, from);
  const after = useFile(sources.to, to);
  const failed = [before, after].find(({ error }) => error !== null);
  if (failed !== undefined) {
    return (
      <div className={styles.message}>
        <ErrorPanel
          error={appErrorOf(failed.error)}
          headingLevel={3}
          actions={<Button onClick={() => void failed.refetch()}>Try again</Button>}
        />
      </div>
    );
  }
  const waiting = [
    { file: before, source: sources.from },
    { file: after, source: sources.to },
  ].find(({ file }) => file.data === undefined);
  if (before.data === undefined || after.data === undefined) {
    return (
      <FirstLoad
        host={waiting?.source.kind === 'registry' ? waiting.source.address : 'this computer'}
        queryKey={waiting?.file.queryKey ?? []}
        isFetching={before.isFetching || after.isFetching}
        onRetry={() => void Promise.all([before.refetch(), after.refetch()])}
      />
    );
  }
  if (isText(before.data) && isText(after.data)) {
    return <Texts {...props} before={before.data.text} after={after.data.text} />;
  }
  const path = (to ?? from)?.path ?? '';
  if ([before.data, after.data].some((file) => file.kind === 'image')) {
    return <Pictures path={path} before={before.data} after={after.data} />;
  }
  return (
    <EmptyState title="Binary content">
      <bdi>{path}</bdi> has no lines to compare. Its bytes differ.
    </EmptyState>
  );
}

const NO_TEXT: ArchiveFile = { kind: 'text', text: '', encoding: 'utf-8' };

function useFile(source: ArchiveSource, place: FilePlace | null) {
  const query = archiveFileQuery(source, place?.path ?? '');
  const { data, error, isFetching, refetch } = useQuery({ ...query, enabled: place !== null });
  return { data: place === null ? NO_TEXT : data, error, isFetching, refetch, queryKey: query.queryKey };
}

function isText(file: ArchiveFile): file is Extract<ArchiveFile, { readonly kind: 'text' }> {
  return file.kind === 'text';
}

interface TextsProps extends FileDiffProps {
  readonly before: string;
  readonly after: string;
}

function Texts({ from, to, before, after, options, onOptions }: TextsProps) {
  const lines = useLineDiff(before, after, options);
  const pane = useRef<DiffPaneHandle>(null);
  const path = (to ?? from)?.path ?? '';
  const sections = useMemo(
    () => [{ key: path, title: path, about: null, hidesChange: false, lines: lines ?? [] }],
    [lines, path],
  );
  // Another entry of the same file is another place in the same lines.
  useEffect(() => {
    if (lines === null) return;
    const [toLine, fromLine] = [to?.line ?? null, from?.line ?? null];
    if (toLine !== null) pane.current?.revealLine('to', toLine);
    else if (fromLine !== null) pane.current?.revealLine('from', fromLine);
  }, [lines, from, to]);
  const head = (
    <div className={styles.fileHead}>
      <bdi className={styles.path} title={path.slice(0, 1000)}>
        {path}
      </bdi>
      <Switch
        checked={options.isSideBySide}
        onCheckedChange={(isSideBySide) => onOptions({ ...options, isSideBySide })}
      >
        Side by side
      </Switch>
      <Checkbox
        checked={options.ignoresSpace}
        onCheckedChange={(ignoresSpace) => onOptions({ ...options, ignoresSpace })}
      >
        Ignore blanks
      </Checkbox>
    </div>
  );
  if (lines === null) return <div className={styles.message} />;
  return (
    <DiffPane
      ref={pane}
      label={`Differences in ${path}`}
      sections={sections}
      showsNoise
      layout={options.isSideBySide ? 'side-by-side' : 'unified'}
      head={head}
    />
  );
}

function Pictures({
  path,
  before,
  after,
}: {
  readonly path: string;
  readonly before: ArchiveFile;
  readonly after: ArchiveFile;
}) {
  const sides = [
    ['Before', before],
    ['Now', after],
  ] as const;
  return (
    <div className={styles.pictures} role="group" aria-label="Pictures" tabIndex={0}>
      {sides.map(([words, file]) => (
        <figure key={words}>
          <figcaption>{words}</figcaption>
          {file.kind === 'image' ? <img src={file.dataUrl} alt={`${words}: ${path}`} /> : 'No picture'}
        </figure>
      ))}
    </div>
  );
}
