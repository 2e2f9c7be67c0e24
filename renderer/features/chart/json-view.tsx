/** JSON with line numbers, colours and digests that open. Scrolls sideways; very long documents are cut with a word about it. */
import { assertNever } from '../../../shared/assert-never';
import type { Digest } from '../../../shared/digest';
import { classNames } from '../../components/class-names';
import styles from './chart.module.css';
import { jsonLines, linesAround, type JsonPart } from './json-lines';

/** A manifest has dozens of lines; more than this is no manifest that a person reads here. */
const MAX_LINES = 5000;

export interface JsonViewProps {
  readonly label: string;
  readonly text: string;
  /** The lines of this digest's object are lit. */
  readonly litDigest?: Digest | undefined;
  readonly onDigest?: (digest: Digest) => void;
}

export function JsonView({ label, text, litDigest, onDigest }: JsonViewProps) {
  const lines = jsonLines(text) ?? text.split('\n').map((line) => [{ kind: 'sign', text: line } as const]);
  const lit = litDigest === undefined ? null : linesAround(lines, litDigest);
  return (
    // It scrolls, so it takes the focus: the keyboard must reach its end, too.
    <section aria-label={label} tabIndex={0} className={styles.code}>
      {lines.slice(0, MAX_LINES).map((line, index) => (
        <div
          key={index}
          className={classNames(styles.codeLine, lit !== null && index >= lit.first && index <= lit.last && styles.lit)}
        >
          <span aria-hidden className={styles.number}>
            {index + 1}
          </span>
          <span className={styles.text}>
            {line.map((part, partIndex) => (
              <Part key={partIndex} part={part} {...(onDigest === undefined ? {} : { onDigest })} />
            ))}
          </span>
        </div>
      ))}
      {lines.length > MAX_LINES && (
        <p>{lines.length - MAX_LINES} more lines are not shown. Copy the JSON to see them.</p>
      )}
    </section>
  );
}

function Part({ part, onDigest }: { readonly part: JsonPart; readonly onDigest?: (digest: Digest) => void }) {
  switch (part.kind) {
    case 'digest':
      return onDigest === undefined ? (
        <span className={styles.string}>{part.text}</span>
      ) : (
        <button type="button" className={styles.digest} onClick={() => onDigest(part.digest)}>
          {part.text}
        </button>
      );
    case 'key':
      return <span className={styles.key}>{part.text}</span>;
    case 'string':
      return (
        <span className={styles.string}>
          <bdi>{part.text}</bdi>
        </span>
      );
    case 'number':
      return <span className={styles.numeric}>{part.text}</span>;
    case 'word':
      return <span className={styles.word}>{part.text}</span>;
    case 'sign':
      return <>{part.text}</>;
    default:
      return assertNever(part);
  }
}
