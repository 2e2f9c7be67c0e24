/** What a chart, or one within it, says its values must be: values.schema.json as a tree, and as it is. */
import type { ArchiveSource } from '../../../../shared/archive';
import { Button } from '../../../components/button';
import { EmptyState } from '../../../components/empty-state';
import { ChartsContent } from '../charts-content';
import { SchemaView } from './schema-view';

export interface SchemaTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  readonly onValues: () => void;
}

export function SchemaTab({ source, host, chartName, onValues }: SchemaTabProps) {
  return (
    <ChartsContent
      source={source}
      host={host}
      chartName={chartName}
      noteOf={({ path }) =>
        path.length === 0 ? 'The charts within may have schemas of their own.' : 'A chart within.'
      }
    >
      {(charts, index) => {
        const chart = charts[index];
        if (chart === undefined || chart.schema === null) {
          return (
            <EmptyState title="No schema" actions={<Button onClick={onValues}>Open Values</Button>}>
              This chart has no values.schema.json: helm takes any values for it. Values shows its defaults and what is
              written about them.
            </EmptyState>
          );
        }
        return (
          <SchemaView
            key={index}
            source={source}
            path={`${chart.folder}values.schema.json`}
            prefix={chart.path}
            text={chart.schema}
          />
        );
      }}
    </ChartsContent>
  );
}
