/**
 * Two manifests beside each other: the resources in groups by what became of them, and the lines of those that differ. Signs and words
 * stand beside every colour; of Secrets only that they changed.
 */
import { useMemo, useRef, useState } from 'react';
import type { ResourceDiff } from '../../../shared/manifest-diff';
import { Checkbox } from '../choice';
import { EmptyState } from '../empty-state';
import { ChangeFrame, ChangeNav, type ChangeGroup } from './change-nav';
import styles from './change-nav.module.css';
import { diffGroups, hasLines, noiseIn, type DiffGroup } from './diff-groups';
import { Counts } from './diff-lines';
import { DiffPane, type DiffPaneHandle } from './diff-pane';

export interface ManifestDiffProps {
  /** Accessible name, such as `Changes of this upgrade`. */
  readonly label: string;
  readonly resources: readonly ResourceDiff[];
  /** What it means that nothing differs. */
  readonly nothing: string;
}

export function ManifestDiff({ label, resources, nothing }: ManifestDiffProps) {
  const [showsNoise, setShowsNoise] = useState(false);
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
  const nav = (
    <ChangeNav
      label={`${label}: resources`}
      groups={groups.map(navGroup)}
      chosen={chosen}
      onChoose={(key) => {
        setCurrent(key);
        pane.current?.reveal(key);
      }}
    />
  );
  return (
    <ChangeFrame nav={nav}>
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
    </ChangeFrame>
  );
}

function navGroup({ id, title, items }: DiffGroup): ChangeGroup {
  const entries = items.map(({ key, name, about, added, removed, isOnlyHidden }) => ({
    key,
    name,
    about,
    ...(hasLines(id) ? { end: isOnlyHidden ? 'changed' : <Counts added={added} removed={removed} /> } : {}),
  }));
  return { id, title, entries, isQuiet: !hasLines(id) };
}
