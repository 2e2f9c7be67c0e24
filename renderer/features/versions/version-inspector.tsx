/** What the selected version is, beside the list, with what can be done with it. */
import { useQuery } from '@tanstack/react-query';
import { FileBadge, X } from 'lucide-react';
import { formatOciReference } from '../../../shared/reference';
import type { Version } from '../../../shared/registry';
import { Badge } from '../../components/badge';
import { Button, IconButton } from '../../components/button';
import { CodeBox } from '../../components/code-box';
import { Facts } from '../../components/facts';
import { PullButton } from '../../components/pull-button';
import { RegistryProblem } from '../../components/registry-problem';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { helmPullCommand } from '../../format/helm-command';
import { formatSize } from '../../../shared/format-size';
import { formatBytes } from '../../format/size';
import { formatMoment, parseTime } from '../../format/time';
import { appErrorOf } from '../../ipc';
import { versionQuery } from './queries';
import styles from './versions-view.module.css';

export interface VersionInspectorProps {
  readonly address: string;
  readonly repository: string;
  readonly version: Version;
  readonly isLatest: boolean;
  readonly plainHttp: boolean;
  readonly isAdded: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function VersionInspector(props: VersionInspectorProps) {
  const { address, repository, version, isLatest, plainHttp, isAdded, onOpen, onClose } = props;
  const { data, error, refetch } = useQuery(versionQuery(address, repository, version.tag));
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const createdMs = parseTime(data?.createdAt);
  const reference = { address, repository, tag: version.tag };
  return (
    <aside data-region aria-label="Selected version" className={styles.inspector}>
      <div className={styles.inspectorHead}>
        <h2 className={styles.inspectorTitle}>
          <bdi>{`${name} ${version.version}`}</bdi>
        </h2>
        <IconButton icon={X} label="Close" size="small" onClick={onClose} />
        {(isLatest || version.isPrerelease || data?.hasProvenance === true) && (
          <div className={styles.badges}>
            {isLatest && <Badge>Latest</Badge>}
            {version.isPrerelease && <Badge>Prerelease</Badge>}
            {data?.hasProvenance === true && <Badge icon={FileBadge}>Has provenance</Badge>}
          </div>
        )}
        <div className={styles.buttons}>
          <Button variant="primary" onClick={onOpen}>
            Open chart
          </Button>
          {data !== undefined && (data.kind === 'chart' || data.kind === 'legacy-chart') && (
            <PullButton {...reference} digest={data.digest} />
          )}
        </div>
      </div>
      {error !== null ? (
        <div className={styles.section}>
          <RegistryProblem
            error={appErrorOf(error)}
            address={address}
            isAdded={isAdded}
            headingLevel={3}
            onRetry={() => void refetch()}
          />
        </div>
      ) : data === undefined ? (
        <Waiting host={address} onCancel={onClose}>
          <SkeletonRows />
        </Waiting>
      ) : (
        <div className={styles.section}>
          <Facts
            facts={[
              ['App version', data.appVersion],
              ['Kubernetes', data.kubeVersion],
              ['Created', createdMs === null ? undefined : formatMoment(createdMs)],
              [
                'Size',
                data.sizeBytes !== undefined && (
                  <span key="size">
                    {formatSize(data.sizeBytes)} <span className={styles.bytes}>({formatBytes(data.sizeBytes)})</span>
                  </span>
                ),
              ],
              ['Tag', version.tag],
              ['Provenance', data.hasProvenance ? 'Attached, not verified' : 'None'],
            ]}
          />
        </div>
      )}
      <div className={styles.section}>
        {data !== undefined && <CodeBox label="Digest" text={data.digest} copyLabel="Copy digest" />}
        <CodeBox label="Reference" text={formatOciReference(reference)} copyLabel="Copy reference" />
        <CodeBox
          label="As helm command"
          text={helmPullCommand(reference, { plainHttp })}
          copyLabel="Copy helm command"
        />
      </div>
    </aside>
  );
}
