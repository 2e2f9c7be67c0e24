/** The lists of the overview: changes, maintainers, links, dependencies. Written by somebody else, so each may name the same thing twice. */
import { GitBranch, Globe, Package, UserRound } from 'lucide-react';
import type { Dependency, Maintainer } from '../../../shared/chart';
import { Badge } from '../../components/badge';
import { Icon } from '../../components/icon';
import { LinkButton } from '../../components/link-button';
import type { ChartChange } from './chart-changes';
import styles from './chart-words.module.css';
import { ExternalLink } from './external-link';

export function ChangeList({ changes }: { readonly changes: readonly ChartChange[] }) {
  return (
    <ul>
      {changes.map(({ kind, description }, index) => (
        <li key={index} className={styles.change}>
          {kind === null ? <span /> : <Badge className={styles.changeKind}>{kind}</Badge>}
          <bdi>{description}</bdi>
        </li>
      ))}
    </ul>
  );
}

export function MaintainerList({ maintainers }: { readonly maintainers: readonly Maintainer[] }) {
  return (
    <ul>
      {maintainers.map(({ name, email, url }, index) => (
        <li key={index} className={styles.maintainer}>
          <Icon icon={UserRound} className={styles.icon} />
          {url === undefined || name === undefined ? (
            <bdi>{name ?? url ?? 'No name'}</bdi>
          ) : (
            <ExternalLink url={url} text={name} />
          )}
          <bdi className={styles.quiet}>{email ?? 'No e-mail'}</bdi>
        </li>
      ))}
    </ul>
  );
}

export interface LinkListProps {
  readonly home: string | undefined;
  readonly sources: readonly string[];
}

export function LinkList({ home, sources }: LinkListProps) {
  const urls = new Set([...(home === undefined ? [] : [home]), ...sources]);
  return (
    <ul>
      {[...urls].map((url) => (
        <li key={url} className={styles.link}>
          <Icon icon={url === home ? Globe : GitBranch} className={styles.icon} />
          <ExternalLink url={url} text={url.replace(/^https:\/\//, '').replace(/\/$/, '')} />
        </li>
      ))}
    </ul>
  );
}

/** The others are in the tab Dependencies, which says more of each. */
const MAX_DEPENDENCIES = 6;

export interface DependencyListProps {
  readonly dependencies: readonly Dependency[];
  /** Opens the tab. */
  readonly onAll: () => void;
}

export function DependencyList({ dependencies, onAll }: DependencyListProps) {
  const more = dependencies.length - MAX_DEPENDENCIES;
  return (
    <>
      <ul>
        {dependencies.slice(0, MAX_DEPENDENCIES).map(({ name, alias, version }, index) => (
          <li key={index} className={styles.dependency}>
            <Icon icon={Package} className={styles.icon} />
            <bdi>{alias === undefined ? name : `${alias} (${name})`}</bdi>
            <bdi className={styles.quiet}>{version ?? 'No version'}</bdi>
          </li>
        ))}
      </ul>
      <LinkButton className={styles.all} onClick={onAll}>
        {more > 0 ? `Where they come from, and ${more} more` : 'Where they come from'}
      </LinkButton>
    </>
  );
}
