/** What differs, in words: what may break first, each with the way to all of it; and what the two archives are. */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Comparison, ComparedSide } from '../../../shared/comparison';
import { formatSize } from '../../../shared/format-size';
import { Facts } from '../../components/facts';
import { Icon } from '../../components/icon';
import { Notice } from '../../components/notice';
import columns from '../../components/overview-columns.module.css';
import { countOf } from '../../format/size';
import { shortDigest } from '../../format/middle-cut';
import styles from './compare.module.css';
import { summaryLines, summarySentence, type CompareTab, type SummaryLine } from './summary-words';

export interface SummaryTabProps {
  readonly comparison: Comparison;
  readonly onTab: (tab: CompareTab) => void;
}

export function SummaryTab({ comparison, onTab }: SummaryTabProps) {
  const { from, to, problems } = comparison;
  const lines = summaryLines(comparison);
  const [breaking, others] = [lines.filter(({ mayBreak }) => mayBreak), lines.filter(({ mayBreak }) => !mayBreak)];
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        <section className={columns.main} aria-label="Summary" tabIndex={0}>
          <p className={styles.sentence}>{summarySentence(lines)}</p>
          {problems.map(({ side, path, message }) => (
            <Notice key={`${side} ${path}`} tone="warning" className={styles.problem}>
              <bdi>{path}</bdi> of <bdi>{(side === 'from' ? from : to).version}</bdi> can&apos;t be read, so it is
              compared as text only: <bdi>{message}</bdi>
            </Notice>
          ))}
          {breaking.length > 0 && (
            <Lines title="Look at these before an upgrade" lines={breaking} onTab={onTab} isBreaking />
          )}
          {others.length > 0 && <Lines title="Also" lines={others} onTab={onTab} />}
        </section>
        <aside className={columns.side} aria-label="Archives" data-region tabIndex={0}>
          <Side title="Before" side={from} />
          <Side title="Now" side={to} />
        </aside>
      </div>
    </div>
  );
}

interface LinesProps extends Pick<SummaryTabProps, 'onTab'> {
  readonly title: string;
  readonly lines: readonly SummaryLine[];
  readonly isBreaking?: boolean;
}

function Lines({ title, lines, onTab, isBreaking = false }: LinesProps): ReactNode {
  return (
    <>
      <h2 className={styles.linesTitle}>{title}</h2>
      <ul className={styles.lines}>
        {lines.map(({ tab, words, names }) => (
          <li key={`${tab} ${words}`} className={styles.line}>
            {isBreaking && <Icon icon={TriangleAlert} className={styles.warning} />}
            <button type="button" className={styles.lineButton} onClick={() => onTab(tab)}>
              {words}
            </button>
            {names.length > 0 && (
              <span className={styles.names}>
                {names.map((name, index) => (
                  <bdi key={index}>{name}</bdi>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Side({ title, side }: { readonly title: string; readonly side: ComparedSide }) {
  return (
    <section>
      <h2 className={styles.sideTitle}>
        {title}: <bdi>{`${side.name} ${side.version}`}</bdi>
      </h2>
      <Facts
        facts={[
          ['App version', side.appVersion],
          ['Archive', formatSize(side.sizeBytes)],
          ['Content', countOf(side.fileCount, 'file')],
          ['Digest', shortDigest(side.digest)],
        ]}
      />
    </section>
  );
}
