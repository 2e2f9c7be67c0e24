/** Says where a release came from that Chartroom did not install: a registry, a repository, and the version in it that is deployed. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import type { ReleaseChart } from '../../../shared/helm';
import { isRepositoryName } from '../../../shared/reference';
import type { VersionList } from '../../../shared/registry';
import type { ReleasePlace } from '../../../shared/release';
import { chartQuery } from '../../chart-detail';
import { Button } from '../../components/button';
import { ComboboxField } from '../../components/combobox-field';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { Picker } from '../../components/picker';
import { useRested } from '../../components/use-rested';
import { failureOf } from '../../ipc';
import { registriesQuery } from '../../registries';
import { repositoriesQuery } from '../../repository-list';
import { versionsQuery } from '../../version-list';
import styles from './release-page.module.css';
import { useLinkSource } from './use-link-source';

export interface LinkSourceDialogProps {
  readonly place: ReleasePlace;
  /** Of the release. */
  readonly chart: ReleaseChart;
  readonly onClose: () => void;
}

/** Stands among the versions, none of which is called so. */
const NONE = 'None of these';

export function LinkSourceDialog({ place, chart, onClose }: LinkSourceDialogProps) {
  const formId = useId();
  const link = useLinkSource(place);
  const { data: registries = [] } = useQuery(registriesQuery);
  const [chosenAddress, setAddress] = useState<string | null>(null);
  const address = chosenAddress ?? registries[0]?.address ?? '';
  const [repository, setRepository] = useState('');
  const [chosenVersion, setVersion] = useState<string | null>(null);
  const rested = useRested(repository);
  const isAsked = address !== '' && rested === repository && isRepositoryName(repository);

  const { data: repositories } = useQuery({ ...repositoriesQuery(address), enabled: address !== '' });
  const versions = useQuery({ ...versionsQuery(address, repository), enabled: isAsked });
  const list = isAsked ? versions.data : undefined;
  const version = chosenVersion ?? (list === undefined ? '' : deployedIn(list, chart.version));
  const tag = list?.versions.find((each) => each.version === version)?.tag;
  // Whose chart it is can be told from any version of it.
  const asked = tag ?? list?.latestTag ?? list?.versions[0]?.tag;
  const detail = useQuery({ ...chartQuery({ address, repository, tag: asked ?? '' }), enabled: asked !== undefined });
  const there = asked === undefined ? undefined : detail.data;
  const failure = failureOf(link.error) ?? (isAsked ? failureOf(versions.error ?? detail.error) : null);
  const canLink = list !== undefined && version !== '' && there !== undefined && !link.isPending;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!canLink) return;
    const digest = tag === undefined ? null : there.summary.digest;
    link.mutate({ address, repository, tag: tag ?? null, digest }, { onSuccess: onClose });
  }

  return (
    <Dialog
      title="Link a source"
      subtitle={<bdi>{`${place.name} in ${place.context} / ${place.namespace}`}</bdi>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!canLink}>
            Link
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={onSubmit}>
        <DialogBody>
          <p>
            Helm does not keep where a chart came from. Say where{' '}
            <strong>
              <bdi>{`${chart.name} ${chart.version}`}</bdi>
            </strong>{' '}
            is from, and newer versions show here. Nothing in the cluster changes.
          </p>
          <div className={styles.pickers}>
            <Picker
              label="Registry"
              filterLabel="Filter registries"
              showsLabel
              items={registries.map((registry) => registry.address)}
              value={address}
              placeholder="none is added yet"
              onChoose={(chosen) => {
                setAddress(chosen);
                setVersion(null);
              }}
            />
          </div>
          <ComboboxField
            label="Repository"
            value={repository}
            suggestions={(repositories?.repositories ?? []).map(({ name }) => name)}
            placeholder="such as charts/app"
            onValueChange={(typed) => {
              setRepository(typed.trim());
              setVersion(null);
            }}
          />
          {list !== undefined && (
            <>
              <div className={styles.pickers}>
                <Picker
                  label="Deployed version"
                  filterLabel="Filter versions"
                  showsLabel
                  items={[...list.versions.map((each) => each.version), NONE]}
                  value={version}
                  placeholder="choose one"
                  onChoose={setVersion}
                />
              </div>
              <Doubts list={list} version={version} deployed={chart} found={there?.metadata?.name} />
            </>
          )}
          {isAsked && list === undefined && failure === null && <p role="status">Reading its versions…</p>}
          {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
        </DialogBody>
      </form>
    </Dialog>
  );
}

interface DoubtsProps {
  readonly list: VersionList;
  readonly version: string;
  readonly deployed: ReleaseChart;
  /** The name of the chart that is there; undefined while it isn't known, and for what is no chart. */
  readonly found: string | undefined;
}

/** What speaks against it. It may be meant all the same: charts are renamed. */
function Doubts({ list, version, deployed, found }: DoubtsProps) {
  const isThere = list.versions.some((each) => each.version === deployed.version);
  return (
    <>
      {found !== undefined && found !== deployed.name && (
        <Notice tone="warning" announced="politely">
          The chart there is called <bdi>{found}</bdi>, the deployed one <bdi>{deployed.name}</bdi>. They are probably
          different charts.
        </Notice>
      )}
      {version !== '' && version !== NONE && version !== deployed.version && (
        <Notice tone="warning" announced="politely">
          <bdi>{deployed.version}</bdi> is deployed, and you chose <bdi>{version}</bdi>.
        </Notice>
      )}
      {!isThere && version === '' && (
        <Notice tone="info" announced="politely">
          <bdi>{deployed.version}</bdi>, which is deployed, is not there. Choose another version, or that it is none of
          these.
        </Notice>
      )}
    </>
  );
}

function deployedIn({ versions }: VersionList, deployed: string): string {
  return versions.some(({ version }) => version === deployed) ? deployed : '';
}
