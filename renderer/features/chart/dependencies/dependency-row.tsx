/** One dependency: what is asked for, what is inside, where it comes from, whether it is on, and what its registry has. */
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, Lock, Package, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChartInside, DependencyInfo } from '../../../../shared/chart-dependencies';
import { Badge } from '../../../components/badge';
import { classNames } from '../../../components/class-names';
import { Icon } from '../../../components/icon';
import { useInSight } from '../../../components/use-in-sight';
import { placeLink } from '../../../place-link';
import row from '../../../components/chart-row.module.css';
import styles from './dependencies-tab.module.css';
import { conflictWords, defaultWords, insideWords, nameWords, originOf } from './dependency-words';
import { RegistryVersions } from './registry-versions';

export interface KnownRegistries {
  /** In the list of registries. */
  readonly added: ReadonlySet<string>;
  /** Where this chart itself comes from. */
  readonly own: string;
}

export interface DependencyRowProps {
  readonly dependency: DependencyInfo;
  readonly charts: readonly ChartInside[];
  readonly registries: KnownRegistries;
  /** What it brings along. */
  readonly children: ReactNode;
}

const ICONS = { good: CircleCheck, warning: TriangleAlert, danger: CircleX } as const;

export function DependencyRow({ dependency, charts, registries, children }: DependencyRowProps) {
  const { ref, isInSight } = useInSight<HTMLLIElement>();
  const { version, lockedVersion } = dependency;
  const { name, of } = nameWords(dependency);
  const inside = insideWords(dependency, charts);
  const insideChart = dependency.chart === null ? undefined : charts[dependency.chart];
  const origin = originOf(dependency);
  const conflict = conflictWords(dependency);
  const reason = defaultWords(dependency);
  const notes = [inside.more, conflict].filter((each) => each !== null);
  return (
    <li ref={ref} className={styles.item}>
      <div className={styles.row}>
        <Icon icon={Package} className={row.icon} />
        <div className={row.first}>
          <span className={row.identity}>
            <bdi className={row.name}>{name}</bdi>
            {of !== null && (
              <span className={row.quiet}>
                is <bdi>{of}</bdi>
              </span>
            )}
            <bdi className={row.version}>{version === '' ? 'no version' : version}</bdi>
            {!dependency.default.isOn && <Badge tone="warning">Off by default</Badge>}
          </span>
          <span className={classNames(styles.inside, row[inside.tone])}>
            <Icon icon={ICONS[inside.tone]} size={14} />
            <bdi>{inside.text}</bdi>
          </span>
        </div>
        <div className={styles.second}>
          {origin.kind === 'oci' ? (
            <Link
              {...placeLink({
                kind: 'repository',
                address: origin.reference.address,
                repository: origin.reference.repository,
              })}
              className={styles.link}
            >
              <bdi>{origin.text}</bdi>
            </Link>
          ) : (
            <>
              {origin.address !== '' && (
                <code className={styles.address}>
                  <bdi>{origin.address}</bdi>
                </code>
              )}
              <span>{origin.words}</span>
            </>
          )}
        </div>
        {origin.kind === 'oci' && (
          <div className={styles.second}>
            <RegistryVersions
              reference={origin.reference}
              asked={version}
              insideVersion={insideChart?.version ?? null}
              isAdded={registries.added.has(origin.reference.address)}
              isKnown={registries.added.has(origin.reference.address) || registries.own === origin.reference.address}
              isInSight={isInSight}
            />
          </div>
        )}
        {(reason !== null || lockedVersion !== null) && (
          <div className={styles.second}>
            {reason !== null && <bdi>{reason}.</bdi>}
            {lockedVersion !== null && (
              <span className={styles.locked}>
                <Icon icon={Lock} size={14} />
                Locked at <bdi className={row.version}>{lockedVersion}</bdi>
              </span>
            )}
          </div>
        )}
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            <bdi>{note}</bdi>
          </p>
        ))}
      </div>
      {children}
    </li>
  );
}
