/** The README of a chart, below what Chart.yaml says. Its absence, and why it can't be read, are told in its place. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ArchiveIndex, ArchiveSource } from '../../../../shared/archive';
import { archiveFileQuery } from '../../../archive';
import { Button } from '../../../components/button';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { latePart } from '../../../components/late-part';
import type { Heading } from '../../../components/markdown/markdown-blocks';
import { Notice } from '../../../components/notice';
import { SkeletonRows } from '../../../components/skeleton-rows';
import { appErrorOf } from '../../../ipc';
import styles from './readme-section.module.css';
import { readmePath } from './readme-path';

const MarkdownFile = latePart(
  async () => {
    const { MarkdownFile: Part, prepareMarkdown } = await import('./markdown-file');
    prepareMarkdown();
    return Part;
  },
  <SkeletonRows />,
);

export interface ReadmeSectionProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly index: ArchiveIndex;
  readonly onFile: (path: string) => void;
  readonly onHeadings: (headings: readonly Heading[]) => void;
}

export function ReadmeSection({ source, host, index, onFile, onHeadings }: ReadmeSectionProps) {
  const path = readmePath(index);
  const query = archiveFileQuery(source, path ?? '');
  const { data: file, error, isFetching, refetch } = useQuery({ ...query, enabled: path !== null });
  const isMarkdown = path?.toLowerCase().endsWith('.md') === true;
  useEffect(() => {
    // While the text is fetched. What can't be loaded is told in its place.
    if (isMarkdown) MarkdownFile.prepare().catch(() => undefined);
  }, [isMarkdown]);
  if (path === null) return <p className={styles.none}>This chart has no README.</p>;
  if (error !== null) {
    return (
      <ErrorPanel
        error={appErrorOf(error)}
        headingLevel={3}
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  if (file === undefined) {
    return <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={() => void refetch()} />;
  }
  if (file.kind !== 'text') return <p className={styles.none}>Its README is no text: the tab Files has it.</p>;
  if (file.text.trim() === '') return <p className={styles.none}>Its README is empty.</p>;
  const plain = <PlainText text={file.text} onFile={() => onFile(path)} />;
  return (
    <>
      {file.encoding === 'latin-1' && (
        <Notice tone="info">It isn&apos;t UTF-8: characters beyond ASCII are a guess.</Notice>
      )}
      {isMarkdown ? (
        <MarkdownFile
          source={source}
          path={path}
          text={file.text}
          hasFile={(each) => index.files.some((entry) => entry.path === each)}
          onFile={onFile}
          onHeadings={onHeadings}
          fallback={
            <>
              <Notice tone="warning">
                It can&apos;t be laid out as Markdown: it is nested too deep, or takes too long. This is its text.
              </Notice>
              {plain}
            </>
          }
        />
      ) : (
        plain
      )}
    </>
  );
}

/** In characters; the tab Files shows any length, line by line. */
const MAX_PLAIN = 100_000;

function PlainText({ text, onFile }: { readonly text: string; readonly onFile: () => void }) {
  return (
    <>
      <pre className={styles.plain}>{text.slice(0, MAX_PLAIN)}</pre>
      {text.length > MAX_PLAIN && <Button onClick={onFile}>Open the whole of it in Files</Button>}
    </>
  );
}
