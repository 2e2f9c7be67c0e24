import { describe, expect, it } from 'vitest';
import { helmPushCommands } from '../../../../../renderer/features/push/helm-push-commands';
import type { PushEntry } from '../../../../../renderer/features/push/push-session';
import { fileIdOf, inspectedChart } from '../../../../support/push-samples';

function files(...fileNames: readonly string[]): readonly PushEntry[] {
  return fileNames.map((fileName) => ({
    fileId: fileIdOf('a'),
    fileName,
    file: null,
    check: { name: 'idle' },
    withProvenance: true,
    replaceDigest: null,
  }));
}

const destination = { address: 'registry.lan', path: 'platform/charts' };

describe('helmPushCommands', () => {
  it('is one line a file', () => {
    expect(helmPushCommands(files('a-1.0.0.tgz', 'b-2.0.0+x.tgz'), destination, false)).toBe(
      'helm push a-1.0.0.tgz oci://registry.lan/platform/charts\nhelm push b-2.0.0+x.tgz oci://registry.lan/platform/charts',
    );
  });

  it('says plain HTTP and knows a destination without a path', () => {
    expect(helmPushCommands(files('a.tgz'), { address: 'localhost:5000', path: '' }, true)).toBe(
      'helm push a.tgz oci://localhost:5000 --plain-http',
    );
  });

  it('packages a folder first', () => {
    const packaged = { folderName: 'my chart', fileCount: 3, contentBytes: 5, leftOutCount: 0 };
    const chart = { ...inspectedChart('a'), fileName: 'a-1.0.0.tgz', packaged };
    const [entry] = files('my chart');
    if (entry === undefined) throw new Error('no entry');
    expect(helmPushCommands([{ ...entry, file: chart }], destination, false)).toBe(
      "helm package 'my chart'\nhelm push a-1.0.0.tgz oci://registry.lan/platform/charts",
    );
  });

  it.each([
    ['my chart.tgz', "'my chart.tgz'"],
    ["it's.tgz", String.raw`'it'\''s.tgz'`],
    ['a;rm -rf ~.tgz', "'a;rm -rf ~.tgz'"],
    ['$(id).tgz', "'$(id).tgz'"],
    ['-o.tgz', './-o.tgz'],
    ['größe.tgz', "'größe.tgz'"],
  ])('quotes %s', (fileName, word) => {
    expect(helmPushCommands(files(fileName), destination, false)).toBe(
      `helm push ${word} oci://registry.lan/platform/charts`,
    );
  });
});
