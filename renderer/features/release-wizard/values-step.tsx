/** The overrides, beside the chart's own values: what is not written here stays as the chart has it. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef } from 'react';
import type { ChartSource } from '../../../shared/release-source';
import type { YamlEditorHandle } from '../../components/code-editing/yaml-editor';
import { ErrorPanel } from '../../components/error-panel';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { YamlView } from '../../components/yaml-view/yaml-view';
import { failureOf } from '../../ipc';
import { readValues } from '../../values/read-values';
import { contentQuery } from './queries';
import styles from './panes.module.css';

const YamlEditor = lazy(async () => ({
  default: (await import('../../components/code-editing/yaml-editor')).YamlEditor,
}));

export interface ValuesStepProps {
  readonly source: ChartSource;
  readonly values: string;
  readonly onValues: (values: string) => void;
}

export function ValuesStep({ source, values, onValues }: ValuesStepProps) {
  const content = useQuery(contentQuery(source));
  const editor = useRef<YamlEditorHandle>(null);
  const read = useMemo(() => readValues(values), [values]);
  const failure = failureOf(content.error);
  const problem = read.ok ? undefined : read.problems[0];
  const line = problem?.line;
  return (
    <>
      {problem !== undefined && (
        <Notice
          tone="danger"
          announced="politely"
          action={
            line === undefined
              ? undefined
              : { label: `Go to line ${line}`, onClick: () => editor.current?.goToLine(line) }
          }
        >
          <strong>These overrides can&apos;t be used.</strong> {problem.message}
        </Notice>
      )}
      <div className={styles.panes}>
        <section aria-label="Overrides" className={styles.pane}>
          <div className={styles.paneHead}>
            <h3>Overrides</h3>
            <span className={styles.note}>Only what shall be other than in the chart</span>
          </div>
          <Suspense fallback={<div className={styles.fill} />}>
            <YamlEditor ref={editor} label="Overrides" text={values} onText={onValues} />
          </Suspense>
        </section>
        <section aria-label="Values of the chart" className={styles.pane}>
          {content.data === undefined ? (
            failure === null ? (
              <Waiting host={source.address} onCancel={() => undefined}>
                <SkeletonRows />
              </Waiting>
            ) : (
              <ErrorPanel
                error={failure}
                headingLevel={3}
                actions={<Button onClick={() => void content.refetch()}>Try again</Button>}
              />
            )
          ) : (
            <YamlView
              label="Values of the chart"
              text={content.data.charts[0]?.values ?? ''}
              head={<h3 className={styles.title}>Values of the chart</h3>}
            />
          )}
        </section>
      </div>
    </>
  );
}
