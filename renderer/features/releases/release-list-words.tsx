/** What is said above the list: how many there are, that it is not all, that nobody knows what is newer. */
import type { ReleaseList as List } from '../../../shared/release';
import { Ago } from '../../components/ago';
import page from '../../components/list-page.module.css';
import { Notice } from '../../components/notice';
import { countOf, formatCount } from '../../format/size';
import type { UpdateProblem } from './listed-release';

export interface ListLineProps {
  readonly list: List | undefined;
  readonly shown: number;
  readonly filter: string;
  readonly where: string;
}

export function ListLine({ list, shown, filter, where }: ListLineProps) {
  if (list === undefined) return <bdi>{where}</bdi>;
  const all = countOf(list.releases.length, 'release');
  return (
    <>
      {filter === '' ? all : `${formatCount(shown)} of ${all}`} in <bdi>{where}</bdi>, read <Ago fromMs={list.readAt} />
    </>
  );
}

export interface UpdateProblemsProps {
  readonly problems: readonly UpdateProblem[];
  readonly onRetry: () => void;
}

/** The most frequent reason stands for all: the list is not the place to mend registries. */
export function UpdateProblems({ problems: [first, ...others], onRetry }: UpdateProblemsProps) {
  if (first === undefined) return null;
  return (
    <div className={page.problem}>
      <Notice tone="info" action={{ label: 'Try again', onClick: onRetry }}>
        {first.message} Whether there are updates for {countOf(first.count, 'release')} is not known
        {others.length > 0 && ', nor for some others'}.
      </Notice>
    </div>
  );
}

export function Narrowed({ context, to }: { readonly context: string; readonly to: NonNullable<List['narrowedTo']> }) {
  const { namespaces, isComplete } = to;
  const [first = '', second = '', third = ''] = namespaces;
  const named = [first, second, third].filter((name) => name !== '').join(', ');
  const rest = namespaces.length - 3;
  return (
    <div className={page.problem}>
      <Notice tone="info">
        You may not look into all namespaces of <bdi>{context}</bdi>. These are the releases of <bdi>{named}</bdi>
        {rest > 0 && ` and ${formatCount(rest)} more`}.
        {!isComplete && ' If you may look into others, choose or type one under Namespace.'}
      </Notice>
    </div>
  );
}
