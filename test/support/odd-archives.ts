/** Archives that no well-meaning packer writes: those that helm pushes all the same, and those that it refuses. */
import { gzipSync } from 'node:zlib';
import type { ChartFixture } from './chart-fixtures';
import { chartTgz, rawEntry, rawTar, rawTgz, SOUND_CHART, TAR_END } from './tar-bytes';

const CHART = { name: 'app/Chart.yaml', content: SOUND_CHART };
const ZEROS = Buffer.alloc(512);

export const ODD_ARCHIVES: readonly ChartFixture[] = [
  { title: 'an absolute path', archive: chartTgz({ name: '/etc/x', content: 'x' }) },
  { title: 'a path above the chart', archive: chartTgz({ name: '../x', content: 'x' }) },
  { title: 'a path of Windows', archive: chartTgz({ name: 'C:\\x\\y', content: 'x' }) },
  { title: 'a path there and back', archive: chartTgz({ name: 'app/a/../b', content: 'x' }) },
  {
    title: 'several folders',
    archive: rawTgz([{ name: 'other/Chart.yaml', content: SOUND_CHART }, { name: 'app/x' }]),
  },
  { title: 'a folder of no name', archive: rawTgz([{ name: './Chart.yaml', content: SOUND_CHART }]) },
  { title: 'devices and pipes', archive: chartTgz({ name: 'app/d', type: '3' }, { name: 'app/p', type: '6' }) },
  { title: 'a hard link', archive: chartTgz({ name: 'app/l', type: '1' }) },
  {
    title: 'entries behind the end',
    archive: gzipSync(Buffer.concat([rawTar([CHART]), rawTar([{ name: 'app/Chart.yaml', content: 'name: other\n' }])])),
  },
  { title: 'no end', archive: rawTgz([CHART], Buffer.alloc(0)) },
  { title: 'a header from before POSIX', archive: rawTgz([{ ...CHART, magic: '\0\0\0\0\0\0\0\0' }]) },
  {
    title: 'gzip in several parts',
    archive: Buffer.concat([
      gzipSync(rawEntry(CHART).subarray(0, 700)),
      gzipSync(rawEntry(CHART).subarray(700)),
      gzipSync(TAR_END),
    ]),
  },
];

export const REFUSED_ARCHIVES: readonly ChartFixture[] = [
  { title: 'an empty file', archive: Buffer.alloc(0) },
  { title: 'text in place of gzip', archive: Buffer.from('hello') },
  { title: 'a tar that is not packed', archive: rawTar([CHART]) },
  {
    title: 'an archive cut in the middle',
    archive: chartTgz({ name: 'app/a', content: 'x'.repeat(5000) }).subarray(0, 120),
  },
  { title: 'noise that is packed', archive: gzipSync(Buffer.alloc(2048, 'noise')) },
  { title: 'an archive without files', archive: rawTgz([]) },
  { title: 'no Chart.yaml', archive: rawTgz([{ name: 'app/values.yaml', content: 'a: 1\n' }]) },
  { title: 'Chart.yaml outside a folder', archive: rawTgz([{ name: 'Chart.yaml', content: SOUND_CHART }]) },
  { title: 'a Chart.yaml that is a link', archive: rawTgz([{ name: 'app/Chart.yaml', type: '2' }]) },
  { title: 'a path out of the folder', archive: chartTgz({ name: 'app/../../x' }) },
  { title: 'an absolute path in the folder', archive: chartTgz({ name: 'app//etc/x' }) },
  { title: 'a drive in the folder', archive: chartTgz({ name: 'app/C:/x' }) },
  { title: 'a link that has content', archive: chartTgz({ name: 'app/l', type: '2', size: 5 }) },
  { title: 'a time that is none', archive: rawTgz([{ ...CHART, modifiedAt: 'yesterday' }]) },
  { title: 'something behind one block of zeros', archive: gzipSync(Buffer.concat([ZEROS, rawEntry(CHART), TAR_END])) },
  {
    title: 'a file of more than 5 MB',
    archive: chartTgz({ name: 'app/large', content: Buffer.alloc(5 * 1024 * 1024 + 1, 'x') }),
  },
];
