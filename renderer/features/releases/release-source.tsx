/** Where a release came from, what is newer there, and the way to say it where nobody knows. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OpenRelease, ReleasePlace } from '../../../shared/release';
import type { ReleaseSource as Source, SourceVersions } from '../../../shared/release-source';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { UpdateBadge } from '../../components/update-badge';
import { countOf } from '../../format/size';
import { failureOf } from '../../ipc';
import { placeLink } from '../../place-link';
import { sourceQuery, sourceVersionsQuery } from '../../sources';
import { LinkSourceDialog } from './link-source-dialog';
import styles from './release-page.module.css';
import { republishedSentence } from './update-sentence';
import { useUnlinkSource } from './use-link-source';

export interface ReleaseSourceProps {
  readonly place: ReleasePlace;
  readonly release: OpenRelease;
}

export function ReleaseSource({ place, release: { metadata } }: ReleaseSourceProps) {
  const { data: source, error } = useQuery(sourceQuery(place));
  const [isLinking, setLinking] = useState(false);
  const unlink = useUnlinkSource(place);
  const failure = failureOf(error);
  return (
    <section aria-label="Source">
      <h2>Source</h2>
      {source === undefined && (
        <p className={styles.quiet}>{failure === null ? 'Looking…' : `Not known: ${failure.message}`}</p>
      )}
      {source === null && (
        <p className={styles.quiet}>
          Not known: Helm does not keep it, and Chartroom did not install this release. Link a source to see newer
          versions.
        </p>
      )}
      {source !== null && source !== undefined && <KnownSource place={place} source={source} />}
      {source !== undefined && (
        <div className={styles.sourceActions}>
          <Button size="small" aria-haspopup="dialog" onClick={() => setLinking(true)}>
            {source === null ? 'Link a source…' : 'Link another…'}
          </Button>
          {source !== null && (
            <Button size="small" disabled={unlink.isPending} onClick={() => unlink.mutate()}>
              Unlink
            </Button>
          )}
        </div>
      )}
      {isLinking && <LinkSourceDialog place={place} chart={metadata.chart} onClose={() => setLinking(false)} />}
    </section>
  );
}

const HOW_WORDS: Readonly<Record<Source['how'], string>> = {
  recorded: 'Noted when Chartroom installed or upgraded it.',
  linked: 'Linked by hand.',
  labels: 'Read from its labels, which another Chartroom gave it.',
};

function KnownSource({ place, source }: { readonly place: ReleasePlace; readonly source: Source }) {
  const { address, repository, tag } = source;
  const target =
    tag === null
      ? placeLink({ kind: 'repository', address, repository })
      : placeLink({ kind: 'chart', reference: { address, repository, tag } });
  return (
    <>
      <p className={styles.reference}>
        <Link {...target}>
          <bdi>{tag === null ? `${address}/${repository}` : `${address}/${repository}:${tag}`}</bdi>
        </Link>
      </p>
      <p className={styles.quiet}>
        {HOW_WORDS[source.how]}
        {source.digest === null &&
          ' What is deployed now was not installed by Chartroom: only its repository is taken to be the same.'}
      </p>
      <Updates place={place} />
    </>
  );
}

function Updates({ place }: { readonly place: ReleasePlace }) {
  const { data: found, error, isFetching, refetch } = useQuery(sourceVersionsQuery(place, { prereleases: false }));
  const failure = failureOf(error) ?? found?.stale;
  return (
    <>
      {found !== undefined && <Newer found={found} />}
      {found === undefined && failure === undefined && <p className={styles.quiet}>Looking for newer versions…</p>}
      {failure !== undefined && failure !== null && (
        <Notice tone="info" action={{ label: 'Try again', onClick: () => void refetch() }}>
          {failure.message} {isFetching ? 'Asking again…' : 'Whether there is something newer is not known.'}
        </Notice>
      )}
      {found !== undefined && found.republished !== null && (
        <Notice tone="warning">{republishedSentence(found.republished.tag)}</Notice>
      )}
    </>
  );
}

function Newer({ found: { versions, stale } }: { readonly found: SourceVersions }) {
  const newer = versions.filter(({ isNewer }) => isNewer);
  const [newest] = newer;
  if (newest === undefined) return stale === undefined ? <p className={styles.quiet}>Nothing newer there.</p> : null;
  return (
    <p className={styles.newer}>
      <UpdateBadge version={newest.version} />
      {newer.length > 1 && <span className={styles.quiet}>{countOf(newer.length, 'newer version')}</span>}
    </p>
  );
}
