/** The values that a chart is rendered with. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { ValuesEditor } from '../../components/values-editor/values-editor';
import { failureOf } from '../../ipc';
import type { RenderDraft } from './render-draft';
import styles from './render-tab.module.css';
import type { ArchiveSource } from '../../../shared/archive';
import { archiveContentQuery } from '../../archive';

export interface RenderValuesProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  readonly draft: RenderDraft;
  readonly onChange: (part: Partial<RenderDraft>) => void;
}

export function RenderValues({ source, host, chartName, draft, onChange }: RenderValuesProps) {
  const query = archiveContentQuery(source);
  const content = useQuery(query);
  const failure = failureOf(content.error);
  if (failure !== null && content.data === undefined) {
    return (
      <div className={styles.problem}>
        <ErrorPanel error={failure} actions={<Button onClick={() => void content.refetch()}>Try again</Button>} />
      </div>
    );
  }
  return (
    <div className={styles.values}>
      {content.data === undefined ? (
        <FirstLoad
          host={host}
          queryKey={query.queryKey}
          isFetching={content.isFetching}
          onRetry={() => void content.refetch()}
        />
      ) : (
        <ValuesEditor
          charts={content.data.charts}
          deployed={null}
          text={draft.values}
          onText={(values) => onChange({ values })}
          files={draft.valuesFiles}
          onFiles={(valuesFiles) => onChange({ valuesFiles })}
          suggestedName={`${chartName}-values.yaml`}
        />
      )}
    </div>
  );
}
