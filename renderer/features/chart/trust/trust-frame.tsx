/** The tab Trust of any chart: the verdict with what it rests on, and at its side the keys and the commands by which helm does the same. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TrustSubject } from '../../../../shared/trust';
import { CodeBox, type CodeBoxProps } from '../../../components/code-box';
import { LoadState, type LoadStateProps } from '../../../components/load-state';
import columns from '../../../components/overview-columns.module.css';
import { KeyFiles } from './key-files';
import { ProvenanceButton, type ProvenanceButtonProps } from './provenance-button';
import { keyFilesQuery, trustReportQuery } from './queries';
import styles from './trust-tab.module.css';
import type { ChartOrigin } from './trust-words';
import { Verdict } from './verdict';

export interface TrustFrameProps extends Pick<LoadStateProps, 'host' | 'problem'> {
  readonly subject: TrustSubject;
  readonly origin: ChartOrigin;
  /** Where the .prov lies. */
  readonly place: ProvenanceButtonProps['place'];
  /** By which helm checks it. `keyring`: what of the chosen key files helm reads, or what it might be called. */
  readonly commands: (fileName: string, keyring: string) => readonly CodeBoxProps[];
  /** What else is known of who made it. */
  readonly children: ReactNode;
}

export function TrustFrame({ subject, origin, host, problem, place, commands, children }: TrustFrameProps) {
  const query = trustReportQuery(subject);
  const asked = useQuery(query);
  const report = asked.data;
  return (
    <TrustColumns
      side={report !== undefined && <Commands fileName={report.archive.fileName} commands={commands} />}
      below={children}
    >
      {report !== undefined && <Verdict report={report} origin={origin} />}
      <LoadState host={host} query={asked} queryKey={query.queryKey} problem={problem} />
      {report !== undefined && report.provenance !== null && (
        <ProvenanceButton provenance={report.provenance} place={place} host={host} />
      )}
    </TrustColumns>
  );
}

export interface TrustColumnsProps {
  /** Of the provenance. */
  readonly children: ReactNode;
  readonly below: ReactNode;
  /** Below the keys. */
  readonly side?: ReactNode;
}

/** Also where there is no verdict yet, or none at all. */
export function TrustColumns({ children, below, side }: TrustColumnsProps) {
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        <div className={columns.main}>
          <h2 className={styles.heading}>Provenance</h2>
          {children}
          {below}
        </div>
        <aside aria-label="Keys" className={columns.side}>
          <KeyFiles />
          {side}
        </aside>
      </div>
    </div>
  );
}

interface CommandsProps extends Pick<TrustFrameProps, 'commands'> {
  readonly fileName: string;
}

function Commands({ fileName, commands }: CommandsProps) {
  const { data: files = [] } = useQuery(keyFilesQuery);
  const usable = files.filter(({ content }) => content.kind === 'keys');
  const binary = usable.find(({ content }) => content.kind === 'keys' && content.form === 'binary');
  const shown = commands(fileName, binary?.fileName ?? 'keyring.gpg');
  if (shown.length === 0) return null;
  return (
    <section>
      {shown.map((command) => (
        <CodeBox key={command.label} {...command} />
      ))}
      {usable.length > 0 && binary === undefined && (
        <p className={styles.quiet}>
          Helm reads binary key rings only. Make one of your keys first: <code>gpg --export &gt; keyring.gpg</code>
        </p>
      )}
    </section>
  );
}
