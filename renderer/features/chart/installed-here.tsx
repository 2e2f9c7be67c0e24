/** The releases that came from this repository, as far as it is recorded on this computer: no cluster is asked. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Digest } from '../../../shared/digest';
import type { ReleaseOfSource } from '../../../shared/release-source';
import { releasesOfQuery } from '../../sources';
import styles from './installed-here.module.css';

/** More are in the list of releases. */
const MAX_SHOWN = 8;

export interface InstalledHereProps {
  readonly place: { readonly address: string; readonly repository: string };
  /** Of the version that is shown. */
  readonly digest: Digest;
}

export function InstalledHere({ place: { address, repository }, digest }: InstalledHereProps) {
  const { data: releases = [] } = useQuery(releasesOfQuery(address, repository));
  if (releases.length === 0) return null;
  return (
    <section aria-label="Installed here as">
      <h2>Installed here as</h2>
      <ul className={styles.list}>
        {releases.slice(0, MAX_SHOWN).map((release) => (
          <li key={`${release.context}/${release.namespace}/${release.name}`}>
            <ReleaseLink release={release} isThisOne={release.digest === digest} />
          </li>
        ))}
      </ul>
      {releases.length > MAX_SHOWN && <p className={styles.quiet}>and {releases.length - MAX_SHOWN} more</p>}
    </section>
  );
}

function ReleaseLink({ release, isThisOne }: { readonly release: ReleaseOfSource; readonly isThisOne: boolean }) {
  const { context, namespace, name, chart } = release;
  return (
    <>
      {context === null ? (
        <bdi>{name}</bdi>
      ) : (
        <Link to="/releases/$context/$namespace/$name" params={{ context, namespace, name }}>
          <bdi>{name}</bdi>
        </Link>
      )}{' '}
      <span className={styles.quiet}>
        in{' '}
        <bdi>
          {context === null ? `a cluster that is not in the kubeconfig / ${namespace}` : `${context} / ${namespace}`}
        </bdi>
        , {isThisOne ? 'this version' : <bdi>{chart.version}</bdi>}
      </span>
    </>
  );
}
