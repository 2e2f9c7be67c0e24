/** What the new version means for overrides that are carried over: those that it no longer knows, and those whose default it changed. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Digest } from '../../../shared/digest';
import type { ChartSource } from '../../../shared/release-source';
import { contentQuery } from '../../chart-detail';
import { Notice } from '../../components/notice';
import { useCarriedOverrides } from '../../use-text-work';
import type { CarriedOverrides } from '../../values/carried-overrides';
import type { ValuePath } from '../../values/helm-value';
import { holdsSecret } from '../../values/secret-path';
import { valueText } from '../../values/value-text';

export interface CarriedNoticesProps {
  /** YAML; null while it is read, or where it can't be: the editor says so, and what was told last stays. */
  readonly overrides: string | null;
  /** What is upgraded to. */
  readonly source: ChartSource;
  readonly version: string;
  /** `digest`: of its manifest, null where nobody knows. */
  readonly deployed: { readonly version: string; readonly digest: Digest | null };
}

/** Nothing until both charts are read. */
export function CarriedNotices({ overrides, source, version, deployed }: CarriedNoticesProps) {
  const { address, repository } = source;
  const after = useQuery(contentQuery(source));
  const before = useQuery({
    ...contentQuery({ address, repository, digest: deployed.digest ?? source.digest }),
    enabled: deployed.digest !== null,
  });
  const isBeforeUnknown = deployed.digest === null || before.isError;
  const [older, newer] = [before.data?.charts, after.data?.charts];
  const texts = useMemo(() => {
    if (overrides === null || newer === undefined || (older === undefined && !isBeforeUnknown)) return null;
    return { text: overrides, before: older ?? null, after: newer };
  }, [overrides, older, newer, isBeforeUnknown]);
  const { unknown, changed } = useCarriedOverrides(texts) ?? NOTHING;
  if (version === deployed.version) return null;
  return (
    <>
      {unknown.length > 0 && (
        <Notice tone="warning">
          <strong>
            {unknown.length === 1
              ? `${version} no longer knows one of these overrides.`
              : `${version} no longer knows ${unknown.length} of these overrides.`}
          </strong>{' '}
          What it doesn&apos;t know does nothing: <Paths paths={unknown} />
        </Notice>
      )}
      {changed.length > 0 && (
        <Notice tone="info">
          <strong>
            {changed.length === 1
              ? `${version} has another default under one of these overrides.`
              : `${version} has other defaults under ${changed.length} of these overrides.`}
          </strong>{' '}
          Yours stay as they are:{' '}
          {changed.slice(0, MAX_NAMED).map(({ path, before: was, after: is }, index) => (
            <span key={pathText(path)}>
              {index > 0 && ', '}
              <code>
                <bdi>{pathText(path)}</bdi>
              </code>
              {!holdsSecret(path, was) && !holdsSecret(path, is) && (
                <>
                  {' '}
                  (<bdi>{shortText(valueText(was))}</bdi> → <bdi>{shortText(valueText(is))}</bdi>)
                </>
              )}
            </span>
          ))}
          <More count={changed.length - MAX_NAMED} />
        </Notice>
      )}
      {isBeforeUnknown && (
        <Notice tone="info">
          The chart of {deployed.version} could not be read, so nothing is told of defaults that changed since.
        </Notice>
      )}
    </>
  );
}

const NOTHING: CarriedOverrides = { unknown: [], changed: [] };
const MAX_NAMED = 6;
const MAX_VALUE_LENGTH = 40;

function Paths({ paths }: { readonly paths: readonly ValuePath[] }) {
  return (
    <>
      {paths.slice(0, MAX_NAMED).map((path, index) => (
        <span key={pathText(path)}>
          {index > 0 && ', '}
          <code>
            <bdi>{pathText(path)}</bdi>
          </code>
        </span>
      ))}
      <More count={paths.length - MAX_NAMED} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? ` and ${count} more` : '.';
}

function pathText(path: ValuePath): string {
  return path.join('.');
}

function shortText(text: string): string {
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH)}…`;
}
