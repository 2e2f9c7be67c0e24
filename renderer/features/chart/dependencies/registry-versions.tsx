/**
 * What the registry has for one dependency: which version is taken, whether there is a newer one. A registry that the user never added is
 * asked only on request: a chart may name any address.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors';
import { resolveDependency, type ResolvedVersion } from '../../../../shared/dependency-version';
import { compareHelmVersions, parseHelmVersion } from '../../../../shared/helm-version';
import type { Reference } from '../../../../shared/reference';
import { commands } from '../../../commands';
import { Button } from '../../../components/button';
import { UpdateBadge } from '../../../components/update-badge';
import { appErrorOf } from '../../../ipc';
import { versionsQuery } from '../../../version-list';
import row from '../../../components/chart-row.module.css';

export interface RegistryVersionsProps {
  readonly reference: Reference;
  /** A version or a range. */
  readonly asked: string;
  /** Of the chart inside; null where there is none. */
  readonly insideVersion: string | null;
  /** The user has added this registry, or looks at it right now. */
  readonly isKnown: boolean;
  readonly isAdded: boolean;
  readonly isInSight: boolean;
}

export function RegistryVersions(props: RegistryVersionsProps) {
  const { reference, asked, insideVersion, isKnown, isAdded, isInSight } = props;
  const { address, repository } = reference;
  const [mayAsk, setMayAsk] = useState(isKnown);
  const { data, error, isFetching, refetch } = useQuery({
    ...versionsQuery(address, repository),
    enabled: mayAsk && isInSight,
  });
  if (!mayAsk) {
    return (
      <Button size="small" onClick={() => setMayAsk(true)}>
        Look up versions at {address}
      </Button>
    );
  }
  // What was seen last is told, also where the registry doesn't answer now.
  if (data !== undefined) {
    return <Resolved resolved={resolveDependency(asked, data.versions)} asked={asked} insideVersion={insideVersion} />;
  }
  if (error === null || isFetching) return <span>Looking up versions…</span>;
  return <Failure error={appErrorOf(error)} address={address} isAdded={isAdded} onRetry={() => void refetch()} />;
}

interface ResolvedProps {
  readonly resolved: ResolvedVersion;
  readonly asked: string;
  readonly insideVersion: string | null;
}

function Resolved({ resolved, asked, insideVersion }: ResolvedProps) {
  if (resolved.kind === 'invalid') {
    return <span className={row.warning}>{refusedWords(asked)}</span>;
  }
  if (resolved.kind === 'none') {
    return (
      <>
        <span className={row.warning}>
          {resolved.isLiteral ? (
            <>
              There is no tag <bdi>{asked}</bdi> there: an update would fail.
            </>
          ) : (
            <>
              No version there fits <bdi>{asked}</bdi>: an update would fail.
            </>
          )}
        </span>
        {resolved.newestVersion !== null && (
          <span>
            The newest is <bdi>{resolved.newestVersion}</bdi>.
          </span>
        )}
      </>
    );
  }
  const isAhead = insideVersion !== null && isNewer(resolved.version, insideVersion);
  const newest = resolved.newerVersion ?? (isAhead ? resolved.version : null);
  return (
    <>
      {asked !== resolved.version && (
        <span>
          <bdi>{asked}</bdi> comes to <bdi className={row.version}>{resolved.version}</bdi>
          {isAhead ? ', newer than what is inside.' : '.'}
        </span>
      )}
      {newest === null ? <span>That is the newest.</span> : <UpdateBadge version={newest} />}
    </>
  );
}

function refusedWords(asked: string): string {
  return asked === ''
    ? 'No version is asked for: Helm can’t look for any.'
    : `${asked} is neither a version nor a range: Helm can’t look for it.`;
}

function isNewer(version: string, than: string): boolean {
  const [left, right] = [parseHelmVersion(version), parseHelmVersion(than)];
  return left !== null && right !== null && compareHelmVersions(left, right) > 0;
}

interface FailureProps {
  readonly error: AppError;
  readonly address: string;
  readonly isAdded: boolean;
  readonly onRetry: () => void;
}

function Failure({ error, address, isAdded, onRetry }: FailureProps) {
  return (
    <>
      <span className={row.warning}>
        <bdi>{error.message}</bdi>
      </span>
      {error.kind === 'auth-required' && (
        <Button
          size="small"
          aria-haspopup="dialog"
          onClick={() => commands.run(isAdded ? 'log-in' : 'add-registry', { address })}
        >
          {isAdded ? 'Log in' : 'Add registry'}
        </Button>
      )}
      <Button size="small" variant="ghost" onClick={onRetry}>
        Try again
      </Button>
    </>
  );
}
