/** The overrides, beside every value of the chart: what is not written here stays as the chart has it. */
import { useQuery } from '@tanstack/react-query';
import type { ChartSource } from '../../../shared/release-source';
import { contentQuery } from '../../chart-detail';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { ValuesEditor } from '../../components/values-editor/values-editor';
import { failureOf } from '../../ipc';
import type { ValuesFiles } from '../../values/values-files';

export interface ValuesStepProps {
  readonly source: ChartSource;
  readonly values: string;
  readonly onValues: (values: string) => void;
  readonly files: ValuesFiles;
  readonly onFiles: (files: ValuesFiles) => void;
  /** The overrides of the deployed revision, YAML. */
  readonly deployed?: string | null;
}

export function ValuesStep({ source, values, onValues, files, onFiles, deployed = null }: ValuesStepProps) {
  const content = useQuery(contentQuery(source));
  const failure = failureOf(content.error);
  if (content.data !== undefined) {
    return (
      <ValuesEditor
        charts={content.data.charts}
        deployed={deployed}
        text={values}
        onText={onValues}
        files={files}
        onFiles={onFiles}
        suggestedName={`${source.repository.slice(source.repository.lastIndexOf('/') + 1)}-values.yaml`}
      />
    );
  }
  const retry = (): void => void content.refetch();
  if (failure !== null) {
    return <ErrorPanel error={failure} headingLevel={3} actions={<Button onClick={retry}>Try again</Button>} />;
  }
  const { queryKey } = contentQuery(source);
  return <FirstLoad host={source.address} queryKey={queryKey} isFetching={content.isFetching} onRetry={retry} />;
}
