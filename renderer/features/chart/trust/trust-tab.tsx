/** Who made a version in a registry: the verdict on its provenance, and what else is attached to it there. */
import { useQuery } from '@tanstack/react-query';
import type { RegistrySource } from '../../../../shared/archive';
import type { Reference } from '../../../../shared/reference';
import { archiveMetadataQuery } from '../../../archive';
import { LoadState } from '../../../components/load-state';
import { Notice } from '../../../components/notice';
import { registryProblem } from '../../../components/registry-problem';
import { helmPullVerifyCommand, helmVerifyCommand } from '../../../format/helm-command';
import { fileTagOf } from '../chart-versions';
import { Attachments } from './attachments';
import { TrustColumns, TrustFrame } from './trust-frame';

export interface TrustTabProps {
  readonly source: RegistrySource;
  readonly place: Reference;
  /** What helm names the archive by; null where neither the reference nor the config tells it. */
  readonly tag: string | null;
  readonly isAdded: boolean;
  readonly plainHttp: boolean;
}

export function TrustTab({ source, place, tag, isAdded, plainHttp }: TrustTabProps) {
  // What the config doesn't say, the chart itself does.
  const own = archiveMetadataQuery(source);
  const asked = useQuery({ ...own, enabled: tag === null });
  const fileTag = tag ?? fileTagOf(place, asked.data ?? null);
  const { address } = place;
  const problem = registryProblem(address, isAdded);
  const attachments = <Attachments place={place} digest={source.digest} problem={problem} />;
  if (fileTag === null) {
    return (
      <TrustColumns below={attachments}>
        <LoadState host={address} query={asked} queryKey={own.queryKey} problem={problem} />
        {asked.data !== undefined && (
          <Notice tone="info">
            Whether it is signed can’t be told. A signature speaks of a file by its name, which helm makes of the tag,
            and neither this digest nor the version in its Chart.yaml gives one. Open it by a tag.
          </Notice>
        )}
      </TrustColumns>
    );
  }
  return (
    <TrustFrame
      subject={{ ...source, tag: fileTag }}
      origin="registry"
      host={address}
      problem={problem}
      place={place}
      commands={(fileName, keyring) => [
        {
          label: 'As helm command',
          text: helmPullVerifyCommand(place, { keyring, plainHttp }),
          copyLabel: 'Copy helm command',
        },
        {
          label: 'For a file that was pulled',
          text: helmVerifyCommand(fileName, keyring),
          copyLabel: 'Copy helm command for a file',
        },
      ]}
    >
      {attachments}
    </TrustFrame>
  );
}
