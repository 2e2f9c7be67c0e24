/** The route of a chart on this machine, known by an id: no path comes into the URL. */
import { getRouteApi } from '@tanstack/react-router';
import { LocalChartPage as LocalChartView } from '../features/chart/local-chart-page';
import { formatSide } from '../chart-side';
import { isFileId } from '../file-id';
import { LostPage } from '../shell/lost-page';
import styles from './page.module.css';

const route = getRouteApi('/local/$fileId');

export function LocalChartPage() {
  const { fileId } = route.useParams();
  const { tab = 'overview', file, line } = route.useSearch();
  const navigate = route.useNavigate();
  if (!isFileId(fileId)) return <LostPage />;
  return (
    <div className={styles.page}>
      <LocalChartView
        key={fileId}
        fileId={fileId}
        tab={tab === 'manifest' ? 'overview' : tab}
        file={file === undefined ? undefined : { path: file, ...(line === undefined ? {} : { line }) }}
        onFile={({ path, line: at }) =>
          void navigate({ search: { tab: 'files', file: path, ...(at === undefined ? {} : { line: at }) } })
        }
        onCompare={() => void navigate({ to: '/compare', search: { to: formatSide({ kind: 'file', fileId }) } })}
        onTab={(chosen) => void navigate({ search: chosen === 'overview' ? {} : { tab: chosen }, replace: true })}
      />
    </div>
  );
}
