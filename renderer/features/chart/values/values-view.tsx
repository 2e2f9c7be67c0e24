/** One values.yaml and its table: what is chosen in one is shown in the other. A text that can't be read is still shown. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { ArchiveFile, ArchiveSource } from '../../../../shared/archive';
import type { ChartValues } from '../../../../shared/chart-content';
import { archiveFileQuery } from '../../../archive';
import { Button } from '../../../components/button';
import type { CodeDocumentHandle } from '../../../components/code-view/code-document';
import { CodeView } from '../../../components/code-view/code-view';
import { EmptyState } from '../../../components/empty-state';
import { Notice } from '../../../components/notice';
import { SkeletonRows } from '../../../components/skeleton-rows';
import { ValuesTable, type ValuesTableHandle } from '../../../components/values-editor/values-table';
import { countOf } from '../../../format/size';
import type { ChartReading } from '../../../values/chart-reading';
import type { TextProblem } from '../../../values/read-values';
import { valueOnLine } from '../../../values/value-lines';
import type { ModelRow } from '../../../values/values-model';
import { FileActions } from '../file-actions';
import { useChartReading } from './use-chart-reading';
import { VALUE_COPIES } from './value-copies';
import styles from './values-tab.module.css';

export interface ValuesViewProps {
  readonly source: ArchiveSource;
  readonly charts: readonly ChartValues[];
  /** Which of them. */
  readonly index: number;
  readonly isLibrary: boolean;
  readonly onSchema: () => void;
}

export function ValuesView(props: ValuesViewProps) {
  const { source, index, isLibrary, onSchema } = props;
  const path = `${props.charts[index]?.folder ?? ''}values.yaml`;
  const { charts, encoding } = useReadable(source, path, props.charts, index);
  const { reading, isTooLong } = useChartReading(charts, index);
  const chart = charts[index];
  const text = chart?.values ?? null;
  const [lit, setLit] = useState<number>();
  const document = useRef<CodeDocumentHandle>(null);
  const table = useRef<ValuesTableHandle>(null);
  const lineOf = useMemo(
    () => new Map((reading?.rows ?? []).map(({ key, line }) => [key, line ?? undefined])),
    [reading],
  );

  if (text === null) {
    return (
      <EmptyState
        title="No values.yaml"
        actions={
          chart !== undefined && chart.schema !== null ? <Button onClick={onSchema}>Open Schema</Button> : undefined
        }
      >
        {isLibrary
          ? 'This is a library chart: those that use it have the values.'
          : 'This chart has no defaults. What its templates read without one shows in Files.'}
      </EmptyState>
    );
  }

  function showRowOf(line: number): void {
    const rows = reading?.rows ?? [];
    const found = valueOnLine(
      text ?? '',
      rows.map((row) => row.line),
      line,
    );
    const row = found === null ? undefined : rows[found];
    if (row === undefined) return;
    setLit(row.line ?? undefined);
    table.current?.show(row.path);
  }

  function goToText({ key }: ModelRow): void {
    const line = lineOf.get(key);
    if (line !== undefined) document.current?.goToLine(line);
  }

  return (
    <>
      <Remarks
        reading={reading}
        isTooLong={isTooLong}
        encoding={encoding}
        onLine={(line) => document.current?.goToLine(line)}
      />
      <div className={styles.panes}>
        <CodeView
          ref={document}
          label={path}
          text={text}
          litLine={lit}
          onLine={showRowOf}
          head={
            <h2 className={styles.title}>
              <bdi title={path}>{path}</bdi>
            </h2>
          }
          actions={<FileActions source={source} path={path} />}
        />
        <div className={styles.table}>
          {reading === null || reading.problem !== null ? (
            <section aria-label="Values" className={styles.waiting}>
              {reading === null && !isTooLong ? (
                <SkeletonRows />
              ) : (
                <EmptyState title="No table of it">The text can be read, searched and saved all the same.</EmptyState>
              )}
            </section>
          ) : (
            <ValuesTable
              ref={table}
              rows={reading.rows}
              showsSecrets
              isSetAround={reading.rows.some(({ isChanged }) => isChanged)}
              isInText={({ key }) => lineOf.get(key) !== undefined}
              onShowInText={goToText}
              onChosen={({ key }) => setLit(lineOf.get(key))}
              copies={VALUE_COPIES}
            />
          )}
        </div>
      </div>
    </>
  );
}

type Encoding = Extract<ArchiveFile, { readonly kind: 'text' }>['encoding'];

/** The charts with the text of one as it can be read, where its bytes are no UTF-8. */
function useReadable(
  source: ArchiveSource,
  path: string,
  charts: readonly ChartValues[],
  index: number,
): { readonly charts: readonly ChartValues[]; readonly encoding: Encoding } {
  // What stands in the place of bytes that are none.
  const isOdd = charts[index]?.values?.includes('\ufffd') === true;
  const { data: file } = useQuery({ ...archiveFileQuery(source, path), enabled: isOdd });
  const text = isOdd && file?.kind === 'text' ? file : null;
  return useMemo(() => {
    if (text === null || text.encoding === 'utf-8') return { charts, encoding: 'utf-8' };
    const readable = charts.map((chart, at) => (at === index ? { ...chart, values: text.text } : chart));
    return { charts: readable, encoding: text.encoding };
  }, [charts, index, text]);
}

interface RemarksProps {
  readonly reading: ChartReading | null;
  readonly isTooLong: boolean;
  readonly encoding: Encoding;
  readonly onLine: (line: number) => void;
}

/** More are counted only. */
const SHOWN_REMARKS = 3;

function Remarks({ reading, isTooLong, encoding, onLine }: RemarksProps) {
  const problem = reading?.problem ?? null;
  const remarks = reading?.remarks ?? [];
  return (
    <>
      {encoding !== 'utf-8' && (
        <Notice tone="danger" announced="politely">
          {encoding === 'latin-1' ? (
            <>
              <strong>This file isn&apos;t UTF-8.</strong> It is shown as Latin-1. Helm refuses to read it.
            </>
          ) : (
            <>
              <strong>This file is UTF-16.</strong> Helm 3 reads it, Helm 4 refuses to.
            </>
          )}
        </Notice>
      )}
      {isTooLong && (
        <Notice tone="warning" announced="politely">
          <strong>Reading these values takes too long.</strong> The table was given up.
        </Notice>
      )}
      {problem !== null && (
        <Notice tone="danger" announced="politely" {...wayTo(problem, onLine)}>
          <strong>These values can&apos;t be read.</strong> {problem.message}
        </Notice>
      )}
      {remarks.slice(0, SHOWN_REMARKS).map((remark) => (
        <Notice key={`${remark.line} ${remark.message}`} tone="warning" {...wayTo(remark, onLine)}>
          {remark.message}
        </Notice>
      ))}
      {remarks.length > SHOWN_REMARKS && (
        <Notice tone="warning">{countOf(remarks.length - SHOWN_REMARKS, 'further remark')} of the same kind.</Notice>
      )}
      {reading?.hasBadSchema === true && (
        <Notice tone="warning">
          <strong>values.schema.json is no schema.</strong> What it says of the values is missing here.
        </Notice>
      )}
      {reading?.isCut === true && <Notice tone="info">The table shows the first 20,000 values only.</Notice>}
    </>
  );
}

function wayTo({ line }: TextProblem, onLine: (line: number) => void) {
  return line === undefined ? {} : { action: { label: `Go to line ${line}`, onClick: () => onLine(line) } };
}
