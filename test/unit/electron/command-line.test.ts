import { describe, expect, it } from 'vitest';
import { readOpenRequest } from '../../../electron/command-line';

describe('readOpenRequest', () => {
  it('takes an oci:// link in normal form and .tgz files, and leaves the rest alone', () => {
    const args = ['--user-data-dir=/x.tgz', '.', 'OCI://GHCR.io/acme/app:1.0.0', 'charts/app-1.0.0.tgz', 'notes.txt'];
    expect(readOpenRequest(args, '/home/ana')).toEqual({
      reference: 'ghcr.io/acme/app:1.0.0',
      filePaths: ['/home/ana/charts/app-1.0.0.tgz'],
    });
  });

  it('takes folders of charts, and no other folders', () => {
    const folders = ['/home/ana/demo', '/srv/a b'];
    const args = ['--x=demo', '.', 'demo', 'file:///srv/a%20b', 'other', ''];
    expect(readOpenRequest(args, '/home/ana', (path) => folders.includes(path)).filePaths).toEqual(folders);
  });

  it('reads file URLs and percent-encoded links as desktops send them', () => {
    expect(readOpenRequest(['file:///tmp/my%20chart-1.tgz', 'oci://ghcr.io/acme/app%3A1.0.0'], '/')).toEqual({
      reference: 'ghcr.io/acme/app:1.0.0',
      filePaths: ['/tmp/my chart-1.tgz'],
    });
  });

  it.each([
    'oci://',
    'oci://ghcr.io',
    'oci://ghcr.io/UPPER',
    'oci://user:pw@host/app',
    'oci://h.io/a/../b',
    'oci://%zz/a',
  ])('refuses the link %s', (link) => {
    expect(readOpenRequest([link], '/').reference).toBeNull();
  });
});
