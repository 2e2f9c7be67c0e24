/** What the local registry says: follows its end, pauses when the user looks back, and can be searched and copied. */
import { useDeferredValue, useMemo, useState, type CSSProperties } from 'react';
import { ArrowDownToLine } from 'lucide-react';
import type { LocalRegistryLogLine } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/choice';
import { classNames } from '../../components/class-names';
import { CopyButton } from '../../components/copy-button';
import { SearchField } from '../../components/search-field';
import { countOf } from '../../format/size';
import { clockTime } from '../../format/time';
import { filterLines, LEVEL_WORDS, logText } from './log-lines';
import styles from './log-pane.module.css';
import { useFollowedRows } from './use-followed-rows';
import { useLogLines } from './use-log-lines';

/** px, as the stylesheet has it. */
const ROW_HEIGHT = 20;

export function LogPane() {
  const all = useLogLines();
  const [text, setText] = useState('');
  const [problemsOnly, setProblemsOnly] = useState(false);
  const wanted = useDeferredValue(text);
  const lines = useMemo(() => filterLines(all, { text: wanted, problemsOnly }), [all, wanted, problemsOnly]);
  const { scroller, range, isFollowing, follow } = useFollowedRows(lines, ROW_HEIGHT);
  const isFiltered = lines !== all;
  return (
    <section aria-label="Log" className={styles.pane}>
      <div className={styles.head}>
        <h2>Log</h2>
        <SearchField label="Filter log" value={text} onValueChange={setText} />
        <Checkbox checked={problemsOnly} onCheckedChange={setProblemsOnly}>
          Problems only
        </Checkbox>
        <div className={styles.end}>
          {!isFollowing && (
            <Button size="small" icon={ArrowDownToLine} onClick={follow}>
              Paused · Follow
            </Button>
          )}
          <span className={styles.count}>{countOf(lines.length, 'line')}</span>
          <CopyButton
            size="small"
            text={() => logText(lines)}
            label={isFiltered ? 'Copy these lines' : 'Copy log'}
            disabled={lines.length === 0}
          />
        </div>
      </div>
      {/* It scrolls, so it takes the focus. Not live: nobody wants each request read out. */}
      <section
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Lines of the log"
        tabIndex={0}
        className={styles.lines}
      >
        {lines.length === 0 ? (
          <p className={styles.empty}>{isFiltered ? 'No line matches.' : 'Nothing yet.'}</p>
        ) : (
          <div className={styles.all} style={sizeOf(lines)}>
            <div className={styles.drawn} style={{ insetBlockStart: range.first * ROW_HEIGHT }}>
              {lines.slice(range.first, range.end).map((line) => (
                <Line key={line.number} line={line} />
              ))}
            </div>
          </div>
        )}
      </section>
    </section>
  );
}

function Line({ line: { at, level, text } }: { readonly line: LocalRegistryLogLine }) {
  return (
    <div className={styles.line}>
      <time dateTime={new Date(at).toISOString()} className={styles.time}>
        {clockTime(at, { seconds: true })}
      </time>
      <span className={classNames(styles.level, level !== 'info' && styles[level])}>{LEVEL_WORDS[level]}</span>
      <bdi>{text}</bdi>
    </div>
  );
}

/** React's types know no custom properties. */
function sizeOf(lines: readonly LocalRegistryLogLine[]): CSSProperties {
  const longest = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  const properties: Record<string, number | string> = { '--longest': longest, height: lines.length * ROW_HEIGHT };
  return properties;
}
