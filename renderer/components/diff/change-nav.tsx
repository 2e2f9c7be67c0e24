/** A list of changes in groups, beside what they are shown in: one stop for Tab, arrows, Home and End within. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../class-names';
import styles from './change-nav.module.css';

export interface ChangeEntry {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  /** At the end, such as counts. */
  readonly end?: ReactNode;
}

export interface ChangeGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly ChangeEntry[];
  /** Where there are more than stand in `entries`. */
  readonly total?: number;
  /** There is nothing to read in them: listed only, and closed at first. */
  readonly isQuiet?: boolean;
}

export interface ChangeNavProps {
  /** Accessible name. */
  readonly label: string;
  readonly groups: readonly ChangeGroup[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

export function ChangeNav({ label, groups, chosen, onChoose }: ChangeNavProps) {
  return (
    <nav aria-label={label} className={styles.list}>
      {groups.map((group) => (
        <Group key={group.id} group={group} chosen={chosen} onChoose={onChoose} />
      ))}
    </nav>
  );
}

/** Both beside each other, as one panel. */
export function ChangeFrame({ nav, children }: { readonly nav: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.frame}>
      {nav}
      {children}
    </div>
  );
}

/** Drawn at once; a list of thousands is nothing to read. */
const STEP = 300;

function Group({
  group: { id, title, entries, total = entries.length, isQuiet = false },
  chosen,
  onChoose,
}: Omit<ChangeNavProps, 'label' | 'groups'> & { readonly group: ChangeGroup }) {
  const [isOpen, setOpen] = useState(!isQuiet);
  const [shown, setShown] = useState(STEP);
  const name = `${title} (${total})`;
  return (
    <section data-group={id}>
      <h3 className={styles.group}>
        {isQuiet ? (
          <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {name}
          </button>
        ) : (
          name
        )}
      </h3>
      {isQuiet && isOpen && (
        <ul className={styles.quiet}>
          {entries.slice(0, shown).map((entry) => (
            <li key={entry.key} className={styles.entry}>
              <Words entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {!isQuiet &&
        entries.slice(0, shown).map((entry) => (
          <button
            key={entry.key}
            type="button"
            className={classNames(styles.entry, styles.button)}
            aria-current={entry.key === chosen ? 'true' : undefined}
            tabIndex={entry.key === chosen ? 0 : -1}
            data-diff-entry
            onKeyDown={moveFocus}
            onClick={() => onChoose(entry.key)}
          >
            <Words entry={entry} />
          </button>
        ))}
      {isOpen && entries.length > shown && (
        <button type="button" className={classNames(styles.more, styles.next)} onClick={() => setShown(shown + STEP)}>
          Show more ({entries.length - shown})
        </button>
      )}
      {isOpen && entries.length <= shown && total > entries.length && (
        <p className={styles.rest}>{total - entries.length} more are not listed.</p>
      )}
    </section>
  );
}

function Words({ entry: { name, about, end } }: { readonly entry: ChangeEntry }) {
  return (
    <>
      <bdi className={styles.name} title={name}>
        {name}
      </bdi>
      <bdi className={styles.about}>{about}</bdi>
      {end !== undefined && <span className={styles.counts}>{end}</span>}
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget.closest('nav');
  const entries = [...(list ?? event.currentTarget).querySelectorAll<HTMLElement>('[data-diff-entry]')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  const entry = to === undefined ? undefined : entries[to];
  if (entry === undefined) return;
  event.preventDefault();
  entry.focus();
}
