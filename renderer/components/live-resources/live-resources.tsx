/** What has become of a release's resources: each with its state by icon and word, those that need somebody first. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, CircleQuestionMark, CircleX, Clock } from 'lucide-react';
import { useState } from 'react';
import type { LiveResource, LiveState, ReleaseResources } from '../../../shared/live-resource';
import type { ReleasePlace } from '../../../shared/release';
import { byUrgency, LIVE_STATE_WORDS, liveSummary } from '../../format/live-state';
import { failureOf } from '../../ipc';
import { liveResourcesQuery } from '../../live-resources';
import { Button } from '../button';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import { Notice } from '../notice';
import styles from './live-resources.module.css';

/** More are shown when they are asked for: releases of operators have hundreds. */
const FIRST_SHOWN = 30;
/** A page of a thousand rows would take a while to draw. */
const MOST_SHOWN = 500;

export interface LiveResourcesProps {
  readonly place: ReleasePlace;
  /** Null for the last one. */
  readonly revision: number | null;
  /** Something changes it just now. */
  readonly isFollowed: boolean;
}

export function LiveResources({ place, revision, isFollowed }: LiveResourcesProps) {
  const { data: found, error, refetch } = useQuery(liveResourcesQuery(place, revision, isFollowed));
  const failure = failureOf(error);
  if (found === undefined) {
    // In the first moments of an install there is no release yet.
    if (failure === null || isFollowed) return <p className={styles.quiet}>Asking the cluster…</p>;
    return (
      <Notice tone="warning" action={{ label: 'Try again', onClick: () => void refetch() }}>
        {failure.message} What has become of the resources is not known.
      </Notice>
    );
  }
  return (
    <>
      {failure !== null && !isFollowed && (
        <Notice tone="warning" action={{ label: 'Try again', onClick: () => void refetch() }}>
          {failure.message} Showing what was read before.
        </Notice>
      )}
      <ResourceList found={found} />
    </>
  );
}

function ResourceList({ found: { resources, forbiddenKinds } }: { readonly found: ReleaseResources }) {
  const [showsAll, setShowsAll] = useState(false);
  if (resources.length === 0) return <p className={styles.quiet}>This release made no resources.</p>;
  const shown = byUrgency(resources).slice(0, showsAll ? MOST_SHOWN : FIRST_SHOWN);
  const hidden = resources.length - shown.length;
  return (
    <>
      <p className={styles.quiet}>{liveSummary(resources)}</p>
      {forbiddenKinds.length > 0 && (
        <Notice tone="info">You may not read these kinds in this cluster: {forbiddenKinds.join(', ')}.</Notice>
      )}
      <table className={styles.table} aria-label="Resources">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Kind</th>
            <th scope="col">Name</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((resource) => (
            <ResourceRow key={keyOf(resource)} resource={resource} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && !showsAll && (
        <div>
          <Button size="small" onClick={() => setShowsAll(true)}>{`Show ${hidden} more`}</Button>
        </div>
      )}
      {hidden > 0 && showsAll && <p className={styles.quiet}>and {hidden} more.</p>}
    </>
  );
}

function ResourceRow({ resource: { kind, name, namespace, state, message } }: { readonly resource: LiveResource }) {
  return (
    <tr>
      <td>
        <span className={classNames(styles.state, styles[state])}>
          <Icon icon={ICONS[state]} className={styles.icon} />
          {LIVE_STATE_WORDS[state]}
        </span>
      </td>
      <td>
        <bdi>{kind}</bdi>
      </td>
      <td>
        <bdi title={namespace === null ? 'in the whole cluster' : `in ${namespace}`}>{name}</bdi>
        {message !== '' && (
          <span className={styles.message}>
            <bdi>{message}</bdi>
          </span>
        )}
      </td>
    </tr>
  );
}

const ICONS: Readonly<Record<LiveState, typeof CircleCheck>> = {
  ready: CircleCheck,
  exists: CircleDot,
  progressing: Clock,
  failed: CircleX,
  missing: CircleX,
  unknown: CircleQuestionMark,
};

function keyOf({ apiVersion, kind, namespace, name }: LiveResource): string {
  return `${apiVersion}/${kind}/${namespace}/${name}`;
}
