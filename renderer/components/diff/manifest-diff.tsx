/**
 * Two manifests beside each other: the resources in groups by what became of them, and the lines of those that differ. Signs and words
 * stand beside every colour; of Secrets only that they changed.
 */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ResourceDiff } from '../../../shared/manifest-diff';
import { Checkbox } from '../choice';
import { classNames } from '../class-names';
import { EmptyState } from '../empty-state';
import { diffGroups, hasLines, noiseIn, type DiffGroup, type DiffItem } from './diff-groups';
import { Counts } from './diff-lines';
import { DiffPane, type DiffPaneHandle } from './diff-pane';
import styles from './manifest-diff.module.css';

export interface ManifestDiffProps {
  /** Accessible name, such as `Changes of this upgrade`. */
  readonly label: string;
  readonly resources: readonly ResourceDiff[];
  /** What it means that nothing differs. */
  readonly nothing: string;
}

export function ManifestDiff({ label, resources, nothing }: ManifestDiffProps) {
  const [showsNoise, setShowsNoise] = useState(false);
  const [showsUnchanged, setShowsUnchanged] = useState(false);
  const groups = useMemo(() => diffGroups(resources, { showsNoise }), [resources, showsNoise]);
  const noise = useMemo(() => noiseIn(resources), [resources]);
  const sections = useMemo(
    () => groups.filter(({ id }) => hasLines(id)).flatMap(({ items }) => items.map(({ section }) => section)),
    [groups],
  );
  const pane = useRef<DiffPaneHandle>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const chosen = sections.some(({ key }) => key === current) ? current : (sections[0]?.key ?? null);

  const noiseChoice = noise > 0 && (
    <Checkbox checked={showsNoise} onCheckedChange={setShowsNoise}>
      {`Show ${noise === 1 ? 'one chart label' : `${noise} chart labels`} and checksums`}
    </Checkbox>
  );
  return (
    <div className={styles.frame}>
      <nav aria-label={`${label}: resources`} className={styles.list}>
        {groups.map((group) => (
          <Group
            key={group.id}
            group={group}
            chosen={chosen}
            isOpen={hasLines(group.id) || showsUnchanged}
            onOpen={() => setShowsUnchanged(!showsUnchanged)}
            onChoose={(key) => {
              setCurrent(key);
              pane.current?.reveal(key);
            }}
          />
        ))}
      </nav>
      {sections.length === 0 ? (
        <div className={styles.nothing}>
          <EmptyState title="Nothing differs">{nothing}</EmptyState>
          {noiseChoice}
        </div>
      ) : (
        <DiffPane
          ref={pane}
          label={label}
          sections={sections}
          showsNoise={showsNoise}
          head={noiseChoice}
          onSection={setCurrent}
        />
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: DiffGroup;
  readonly chosen: string | null;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onChoose: (key: string) => void;
}

function Group({ group: { id, title, items }, chosen, isOpen, onOpen, onChoose }: GroupProps) {
  if (hasLines(id)) {
    return (
      <section>
        <h3 className={styles.group}>
          {title} ({items.length})
        </h3>
        {items.map((item) => (
          <Entry key={item.key} item={item} isChosen={item.key === chosen} onChoose={() => onChoose(item.key)} />
        ))}
      </section>
    );
  }
  return (
    <section>
      <h3 className={styles.group}>
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={onOpen}>
          {title} ({items.length})
        </button>
      </h3>
      {isOpen && (
        <ul className={styles.quiet}>
          {items.map(({ key, name, about }) => (
            <li key={key} className={styles.entry}>
              <bdi className={styles.name}>{name}</bdi>
              <span className={styles.about}>{about}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Entry({
  item: { name, about, added, removed, isOnlyHidden },
  isChosen,
  onChoose,
}: {
  readonly item: DiffItem;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      className={classNames(styles.entry, styles.button)}
      aria-current={isChosen ? 'true' : undefined}
      tabIndex={isChosen ? 0 : -1}
      data-diff-entry
      onKeyDown={moveFocus}
      onClick={onChoose}
    >
      <bdi className={styles.name}>{name}</bdi>
      <span className={styles.about}>{about}</span>
      <span className={styles.counts}>
        {isOnlyHidden ? <span className={styles.about}>changed</span> : <Counts added={added} removed={removed} />}
      </span>
    </button>
  );
}

/** One stop for Tab; arrows, Home and End within. */
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
