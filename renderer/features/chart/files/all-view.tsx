/** A chart as one text, as `helm show all` prints it, to be read, searched and saved. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import type { ArchiveSource } from '../../../../shared/archive';
import { archiveAllQuery } from '../../../archive';
import { Button } from '../../../components/button';
import { CodeView } from '../../../components/code-view/code-view';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { useTellFailure } from '../../../components/use-tell-failure';
import { useToast } from '../../../components/toast';
import { appErrorOf, call } from '../../../ipc';
import { CopyHelmShow } from '../copy-helm-show';
import styles from './file-view.module.css';

export interface AllViewProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
}

export function AllView({ source, host }: AllViewProps) {
  const query = archiveAllQuery(source);
  const { data, error, isFetching, refetch } = useQuery(query);
  const showToast = useToast();
  const save = useMutation({
    mutationFn: () => call('archives.saveAll', { source, fileName: 'chart.yaml' }),
    onSuccess: (saved) => saved !== null && showToast({ tone: 'success', text: `${saved.fileName} is saved.` }),
    onError: useTellFailure(),
  });
  const retry = (): void => void refetch();
  if (error !== null) {
    return (
      <div className={styles.problem}>
        <ErrorPanel error={appErrorOf(error)} actions={<Button onClick={retry}>Try again</Button>} />
      </div>
    );
  }
  if (data === undefined) {
    return <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
  }
  return (
    <CodeView
      label="All as one text"
      text={data.text}
      head={
        <div className={styles.head}>
          <h2 className={styles.path}>All as one text</h2>
          <span className={styles.note}>as helm show all prints it</span>
        </div>
      }
      actions={
        <>
          <CopyHelmShow part="all" />
          <Button
            icon={Save}
            variant="ghost"
            aria-haspopup="dialog"
            disabled={save.isPending}
            onClick={() => save.mutate()}
          >
            Save…
          </Button>
        </>
      }
    />
  );
}
