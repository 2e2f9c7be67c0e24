/** What people hand over in a chart's place, told by its first bytes. */
import { expect, it } from 'vitest';
import { assertGzip } from '../../../../electron/charts/sniff-file';
import { rawTar } from '../../../support/tar-bytes';

it('takes a gzip', () => {
  expect(() => assertGzip(Buffer.from([0x1f, 0x8b, 8]), 'a.tgz')).not.toThrow();
});

it.each([
  ['nothing', 'a.tgz', Buffer.alloc(0), "isn't a packaged chart"],
  ['text', 'a.tgz', Buffer.from('hello'), "isn't a packaged chart"],
  ['half a mark', 'a.tgz', Buffer.from([0x1f]), "isn't a packaged chart"],
  ['a gzip of another kind', 'a.tgz', Buffer.from([0x1f, 0x8b, 0]), "isn't a packaged chart"],
  ['a zip', 'a.tgz', Buffer.from('PK\x03\x04'), 'is a zip file'],
  ['a tar', 'a.tgz', rawTar([{ name: 'app/Chart.yaml' }]), "is an archive that isn't compressed"],
  ['a page', 'a.tgz', Buffer.from('\n <!DOCTYPE html>'), 'is a web page'],
  ['an answer in XML', 'a.tgz', Buffer.from('<?xml version="1.0"?>'), 'is a web page'],
  ['YAML', 'values.yaml', Buffer.from('a: 1'), 'is a YAML file'],
])('names %s', (_name, fileName, head, words) => {
  expect(() => assertGzip(head, fileName)).toThrow(
    expect.objectContaining({ code: 'not-gzip', message: expect.stringMatching(new RegExp(`^${fileName} ${words}`)) }),
  );
});
