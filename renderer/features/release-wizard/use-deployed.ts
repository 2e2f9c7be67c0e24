/** The revision that an upgrade starts from: the deployed one; the last one where none is deployed. Null while it isn't known. */
import { useQuery } from '@tanstack/react-query';
import type { ReleaseChart } from '../../../shared/helm';
import type { OpenRelease, ReleasePlace } from '../../../shared/release';
import { historyQuery } from '../../release-detail';

export interface DeployedRevision {
  readonly revision: number;
  readonly chart: ReleaseChart;
}

export function useDeployed(place: ReleasePlace, release: OpenRelease | undefined): DeployedRevision | null {
  // Mostly the last one: then its history need not be read.
  const isLast = release?.details.status === 'deployed';
  const history = useQuery({ ...historyQuery(place), enabled: release !== undefined && !isLast });
  if (isLast) return { revision: release.details.revision, chart: release.metadata.chart };
  return history.data?.find(({ status }) => status === 'deployed') ?? history.data?.[0] ?? null;
}
