/** One of the two charts as it is now: where its archive comes from and what it is called, or what is wrong with it. */
import { useQuery } from '@tanstack/react-query';
import type { ArchiveSource } from '../../../shared/archive';
import type { Digest } from '../../../shared/digest';
import type { AppError } from '../../../shared/errors';
import { chartQuery } from '../../chart-detail';
import type { ChartSide } from '../../chart-side';
import type { AskedFor } from '../../components/load-state';
import { failureOf } from '../../ipc';
import { THIS_COMPUTER } from '../../local-chart';
import { useLocalChart } from '../../use-local-chart';

export interface SideReading {
  readonly side: ChartSide;
  /** Who is asked. */
  readonly host: string;
  readonly asked: AskedFor;
  readonly queryKey: readonly unknown[];
  /** Null while it is not known, and where there is nothing to compare. */
  readonly chart: { readonly source: ArchiveSource; readonly digest: Digest } | null;
  /** `not-a-chart`: something else is there. */
  readonly problem: AppError | 'not-a-chart' | null;
}

const NOWHERE = { address: '', repository: '' };

export function useSide(side: ChartSide): SideReading {
  const place = side.kind === 'registry' ? side.place : NOWHERE;
  const registry = chartQuery(place);
  const version = useQuery({ ...registry, enabled: side.kind === 'registry' });
  const file = useLocalChart(side.kind === 'file' ? side.fileId : null);

  if (side.kind === 'file') {
    const { chart, problem, asked, queryKey } = file;
    return {
      side,
      host: THIS_COMPUTER,
      asked,
      queryKey,
      chart: chart === undefined ? null : { source: { kind: 'file', fileId: side.fileId }, digest: chart.digest },
      problem,
    };
  }
  const { data } = version;
  const isChart = data?.summary.kind === 'chart' || data?.summary.kind === 'legacy-chart';
  const { address, repository } = place;
  const digest = data?.summary.digest;
  return {
    side,
    host: address,
    asked: version,
    queryKey: registry.queryKey,
    chart:
      isChart && digest !== undefined ? { source: { kind: 'registry', address, repository, digest }, digest } : null,
    problem: data === undefined ? failureOf(version.error) : isChart ? null : 'not-a-chart',
  };
}
