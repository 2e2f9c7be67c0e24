/** The values that a template reads, each with its default and the way to it: what the hints in its text say, for keys. */
import { LinkButton } from '../../../components/link-button';
import { countOf } from '../../../format/size';
import type { UsedValue } from './template-values';
import styles from './used-values.module.css';
import { defaultWords, type ValueDefaults } from './use-value-defaults';
import type { OpenLine } from './value-hints';

/** A template that reads more was made by a program. */
const MAX_SHOWN = 300;

export interface UsedValuesProps {
  readonly used: readonly UsedValue[];
  readonly defaults: ValueDefaults;
  readonly onOpenLine: OpenLine;
}

export function UsedValues({ used, defaults, onOpenLine }: UsedValuesProps) {
  return (
    // It scrolls, and may hold no link: keys must reach it.
    <section className={styles.values} aria-label="Values used" tabIndex={0}>
      <ul>
        {used.slice(0, MAX_SHOWN).map(({ path, count }) => {
          const { text = null, line = null } = (typeof defaults === 'string' ? undefined : defaults.get(path)) ?? {};
          return (
            <li key={path}>
              <div className={styles.path}>
                {line === null ? (
                  <bdi>{path}</bdi>
                ) : (
                  <LinkButton onClick={() => onOpenLine(line)} aria-label={`${path}, show in values.yaml`}>
                    <bdi>{path}</bdi>
                  </LinkButton>
                )}
                {count > 1 && <span className={styles.count}> ×{count}</span>}
              </div>
              <div className={styles.default}>{text === null ? defaultWords(defaults, path) : <bdi>{text}</bdi>}</div>
            </li>
          );
        })}
      </ul>
      {used.length > MAX_SHOWN && (
        <p className={styles.more}>{countOf(used.length - MAX_SHOWN, 'further value')} not listed.</p>
      )}
    </section>
  );
}
