/** Who made a chart: the verdict on its provenance, the keys for it, and the commands by which helm does the same. */
import { useQuery } from '@tanstack/react-query';
import { FileBadge } from 'lucide-react';
import { useState } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import type { Reference } from '../../../../shared/reference';
import type { TrustReport } from '../../../../shared/trust';
import { Button } from '../../../components/button';
import { CodeBox } from '../../../components/code-box';
import { FirstLoad } from '../../../components/first-load';
import columns from '../../../components/overview-columns.module.css';
import { RegistryProblem } from '../../../components/registry-problem';
import { helmPullVerifyCommand, helmVerifyCommand } from '../../../format/helm-command';
import { appErrorOf } from '../../../ipc';
import { ContentDialog } from '../content-dialog';
import { contentOf, type OpenContent } from '../open-content';
import { Attachments } from './attachments';
import { KeyFiles } from './key-files';
import { keyFilesQuery, trustReportQuery } from './queries';
import styles from './trust-tab.module.css';
import { Verdict } from './verdict';

export interface TrustTabProps {
  readonly source: Extract<ArchiveSource, { readonly kind: 'registry' }>;
  readonly place: Reference;
  /** What helm names the archive by. */
  readonly tag: string;
  readonly isAdded: boolean;
  readonly plainHttp: boolean;
}

export function TrustTab({ source, place, tag, isAdded, plainHttp }: TrustTabProps) {
  const query = trustReportQuery(source, tag);
  const { data: report, error, isFetching, refetch } = useQuery(query);
  const retry = (): void => void refetch();
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        <div className={columns.main}>
          <h2 className={styles.heading}>Provenance</h2>
          {report !== undefined && <Verdict report={report} />}
          {report === undefined && error === null && (
            <FirstLoad host={place.address} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
          )}
          {error !== null && (
            <RegistryProblem
              error={appErrorOf(error)}
              address={place.address}
              isAdded={isAdded}
              headingLevel={3}
              onRetry={retry}
            />
          )}
          {report !== undefined && <ProvenanceText report={report} place={place} />}
          <Attachments place={place} digest={source.digest} isAdded={isAdded} />
        </div>
        <aside aria-label="Keys" className={columns.side}>
          <KeyFiles />
          {report !== undefined && <Commands report={report} place={place} plainHttp={plainHttp} />}
        </aside>
      </div>
    </div>
  );
}

function ProvenanceText({
  report: { provenance },
  place,
}: {
  readonly report: TrustReport;
  readonly place: Reference;
}) {
  const [open, setOpen] = useState<OpenContent | null>(null);
  if (provenance === null) return null;
  const { fileName, digest, sizeBytes } = provenance;
  const descriptor = { mediaType: PROVENANCE_TYPE, digest, size: sizeBytes };
  return (
    <div className={styles.provenance}>
      <Button icon={FileBadge} onClick={() => setOpen(contentOf({ title: fileName, text: '', descriptor }))}>
        Show provenance file
      </Button>
      {open !== null && (
        <ContentDialog
          content={open}
          place={place}
          onClose={() => setOpen(null)}
          onOpen={setOpen}
          onFiles={undefined}
        />
      )}
    </div>
  );
}

const PROVENANCE_TYPE = 'application/vnd.cncf.helm.chart.provenance.v1.prov';

interface CommandsProps {
  readonly report: TrustReport;
  readonly place: Reference;
  readonly plainHttp: boolean;
}

function Commands({ report: { archive }, place, plainHttp }: CommandsProps) {
  const { data: files = [] } = useQuery(keyFilesQuery);
  const usable = files.filter(({ content }) => content.kind === 'keys');
  const binary = usable.find(({ content }) => content.kind === 'keys' && content.form === 'binary');
  const keyring = binary?.fileName ?? 'keyring.gpg';
  return (
    <section>
      <CodeBox
        label="As helm command"
        text={helmPullVerifyCommand(place, { keyring, plainHttp })}
        copyLabel="Copy helm command"
      />
      <CodeBox
        label="For a file that was pulled"
        text={helmVerifyCommand(archive.fileName, keyring)}
        copyLabel="Copy helm command for a file"
      />
      {usable.length > 0 && binary === undefined && (
        <p className={styles.quiet}>
          Helm reads binary key rings only. Make one of your keys first: <code>gpg --export &gt; keyring.gpg</code>
        </p>
      )}
    </section>
  );
}
