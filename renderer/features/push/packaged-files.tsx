/** The files of a packaged folder: those left out first, each with its reason, then those that go in. Thousands are no weight. */
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import type { FileId } from '../../../shared/push';
import { formatSize } from '../../../shared/format-size';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { rowIndexes } from '../../components/virtual-window';
import { formatCount } from '../../format/size';
import { appErrorOf, call } from '../../ipc';
import { queryKeys } from '../../query-keys';
import styles from './packaged-files.module.css';
import { changeWords, reasonWords } from './packaged-words';

/** px, as the style sheet has it. */
const ROW_HEIGHT = 24;

export function PackagedFiles({ fileId }: { readonly fileId: FileId }) {
  const { data, error } = useQuery({
    queryKey: queryKeys.packagedFolder(fileId),
    queryFn: ({ signal }) => call('files.packaged', { fileId }, { signal }),
    // It goes with the sheet.
    gcTime: 0,
  });
  if (error !== null) return <p>{appErrorOf(error).message}</p>;
  if (data === undefined || data === null) return null;
  return (
    <div className={styles.lists}>
      {data.leftOut.length > 0 && (
        <FileList title="Left out" count={data.leftOut.length}>
          {(index) => {
            const file = data.leftOut[index];
            if (file === undefined) return null;
            const { text, pattern } = reasonWords(file.reason);
            return (
              <>
                <Path path={file.isFolder ? `${file.path}/` : file.path} />
                <span className={styles.words}>
                  {text}
                  {pattern !== undefined && (
                    <>
                      {' '}
                      <code>
                        <bdi>{pattern}</bdi>
                      </code>
                    </>
                  )}
                </span>
              </>
            );
          }}
        </FileList>
      )}
      <FileList title="Goes in" count={data.packed.length}>
        {(index) => {
          const file = data.packed[index];
          if (file === undefined) return null;
          const words = changeWords(file);
          return (
            <>
              <Path path={file.path} />
              <span className={styles.words}>{words !== null && <bdi>{words}</bdi>}</span>
              <span className={styles.size}>{formatSize(file.sizeBytes)}</span>
            </>
          );
        }}
      </FileList>
    </div>
  );
}

interface FileListProps {
  readonly title: string;
  readonly count: number;
  readonly children: (index: number) => ReactNode;
}

/** It takes the focus, so that keys scroll it; only rows in sight are in the document. */
function FileList({ title, count, children: rowOf }: FileListProps) {
  const titleId = useId();
  const { scroller, range } = useVirtualRows<HTMLUListElement>({
    rowCount: count,
    rowHeight: ROW_HEIGHT,
    firstIndex: null,
  });
  return (
    <section className={styles.section}>
      <h3 id={titleId} className={styles.title}>
        {title} <span className={styles.count}>{formatCount(count)}</span>
      </h3>
      <ul ref={scroller} aria-labelledby={titleId} tabIndex={0} className={styles.list}>
        {rowIndexes(range, null).map((index) => (
          <li
            key={index}
            aria-posinset={index + 1}
            aria-setsize={count}
            className={styles.row}
            style={{ insetBlockStart: index * ROW_HEIGHT }}
          >
            {rowOf(index)}
          </li>
        ))}
        <li aria-hidden className={styles.spacer} style={{ height: count * ROW_HEIGHT }} />
      </ul>
    </section>
  );
}

/** Cut at its front, where it is least telling; whole where one points at it. */
function Path({ path }: { readonly path: string }) {
  return (
    <code className={styles.path} title={path}>
      <bdi>{path}</bdi>
    </code>
  );
}
