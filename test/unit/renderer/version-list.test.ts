import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { queryKeys } from '../../../renderer/query-keys';
import { noteVersions, withKnownVersions } from '../../../renderer/version-list';
import type { RepositoryList, VersionList } from '../../../shared/registry';

const list: RepositoryList = {
  savedAt: 1,
  repositories: [
    { name: 'charts/app', addedByUser: true },
    { name: 'charts/web', addedByUser: false, known: { versionCount: 1, latestVersion: '0.1.0', savedAt: 1 } },
  ],
};
const version = (tag: string) => ({ tag, version: tag.replaceAll('_', '+'), isPrerelease: false, isSemver: true });
const versions: VersionList = {
  versions: [version('1.0.0_acme.1'), version('0.1.0')],
  latestTag: '1.0.0_acme.1',
  savedAt: 9,
};

it('tells the list of repositories what its versions are now', () => {
  const known = { versionCount: 2, latestVersion: '1.0.0+acme.1', savedAt: 9 };
  const [app, web] = list.repositories;
  expect(withKnownVersions(list, 'charts/web', versions)).toEqual({
    savedAt: 1,
    repositories: [app, { ...web, known }],
  });
  expect(withKnownVersions(list, 'charts/app', versions)).toEqual({
    savedAt: 1,
    repositories: [{ ...app, known }, web],
  });
});

it('knows no latest one where none is a version', () => {
  const known = { versionCount: 1, savedAt: 9 };
  const nightly: VersionList = { versions: [{ ...version('nightly'), isSemver: false }], savedAt: 9 };
  expect(withKnownVersions(list, 'charts/web', nightly).repositories[1]?.known).toEqual(known);
});

it('leaves a list without it as it is', () => {
  expect(withKnownVersions(list, 'charts/other', versions)).toBe(list);
});

const place = { address: 'a.test', repository: 'charts/web' };
const queryKey = queryKeys.repositories(place.address);

it('a list that was read is told, and is as old as before', () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, list, { updatedAt: 5 });
  noteVersions(client, place, versions);
  expect(client.getQueryData(queryKey)).toEqual(withKnownVersions(list, place.repository, versions));
  expect(client.getQueryState(queryKey)?.dataUpdatedAt).toBe(5);
});

it('a list that a push has made out of date stays so: it is to be read again', async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, list);
  await client.invalidateQueries({ queryKey });
  noteVersions(client, { ...place, repository: 'charts/new' }, versions);
  noteVersions(client, place, versions);
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
});

it('a list that was never read is not made', () => {
  const client = new QueryClient();
  noteVersions(client, place, versions);
  expect(client.getQueryData(queryKey)).toBeUndefined();
});
