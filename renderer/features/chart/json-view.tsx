/** JSON with line numbers, colours and digests that open. Scrolls sideways; very long documents are cut with a word about it. */
import { useMemo, type CSSProperties } from 'react';
import { assertNever } from '../../../shared/assert-never';
import type { Digest } from '../../../shared/digest';
import { classNames } from '../../components/class-names';
import { LinkButton } from '../../components/link-button';
import { cutParts, jsonLines, linesAround, plainLines, type JsonPart } from './json-lines';
import styles from './json-view.module.css';

/** A manifest has dozens of lines; more than this is no manifest that a person reads here. */
const MAX_LINES = 5000;
/** A single string or line can be megabytes long, too. */
const MAX_PART_CHARS = 10_000;

export interface JsonViewProps {
  readonly label: string;
  readonly text: string;
  /** The lines of this digest's object are lit. */
  readonly litDigest?: Digest | undefined;
  /** Only these digests can be opened: a registry has no size or type for others. */
  readonly openable?: ReadonlySet<Digest>;
  readonly onDigest?: (digest: Digest) => void;
}

export function JsonView({ label, text, litDigest, openable, onDigest }: JsonViewProps) {
  const { lines, isCut } = useMemo(
    () => cutParts(jsonLines(text, MAX_LINES) ?? plainLines(text, MAX_LINES), MAX_PART_CHARS),
    [text],
  );
  const lit = litDigest === undefined ? null : linesAround(lines, litDigest);
  return (
    // It scrolls, so it takes the focus: the keyboard must reach its end, too.
    <section aria-label={label} tabIndex={0} className={styles.code} style={numberWidth(lines.length)}>
      {lines.map((line, index) => (
        <div
          key={index}
          className={classNames(styles.line, lit !== null && index >= lit.first && index <= lit.last && styles.lit)}
        >
          <span aria-hidden className={styles.number}>
            {index + 1}
          </span>
          <span className={styles.text}>
            {line.map((part, partIndex) => (
              <Part
                key={partIndex}
                part={part}
                {...(onDigest !== undefined && part.kind === 'digest' && openable?.has(part.digest) === true
                  ? { onDigest }
                  : {})}
              />
            ))}
          </span>
        </div>
      ))}
      {isCut && <p className={styles.note}>Only a part of it is shown: it is too long. Copy it to have all of it.</p>}
    </section>
  );
}

/** React's types know no custom properties. */
function numberWidth(lineCount: number): CSSProperties {
  const properties: Record<string, number> = { '--digits': String(lineCount).length };
  return properties;
}

function Part({ part, onDigest }: { readonly part: JsonPart; readonly onDigest?: (digest: Digest) => void }) {
  switch (part.kind) {
    case 'digest':
      return onDigest === undefined ? (
        <span className={styles.string}>{part.text}</span>
      ) : (
        <LinkButton onClick={() => onDigest(part.digest)}>{part.text}</LinkButton>
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
