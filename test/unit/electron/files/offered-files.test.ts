import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOfferedFiles } from '../../../../electron/files/offered-files';
import { fileIdSchema } from '../../../../shared/push';
import { MAX_OFFERED_FILES } from '../../../../shared/ipc/contract';

const names = (files: readonly { readonly fileName: string }[]): readonly string[] =>
  files.map((file) => file.fileName);

describe('offering files', () => {
  it('gives each an id of its own, in order, and keeps the path', () => {
    const files = createOfferedFiles();
    const offered = files.offer(['/charts/b-1.0.0.tgz', '/charts/a-1.0.0.tgz', '/charts/folder/']);
    expect(names(offered)).toEqual(['b-1.0.0.tgz', 'a-1.0.0.tgz', 'folder']);
    expect(new Set(offered.map(({ fileId }) => fileId)).size).toBe(3);
    expect(files.pathOf(offered[1]!.fileId)).toBe(resolve('/charts/a-1.0.0.tgz'));
    expect(JSON.stringify(offered)).not.toContain('/charts');
  });

  it('takes the same path once, and again with a new id in another drop', () => {
    const files = createOfferedFiles();
    const first = files.offer(['/charts/a.tgz', '/charts/../charts/a.tgz']);
    expect(first).toHaveLength(1);
    const [second] = files.offer(['/charts/a.tgz']);
    expect(second?.fileId).not.toBe(first[0]?.fileId);
    expect(files.pathOf(first[0]!.fileId)).toBe(files.pathOf(second!.fileId));
  });

  it('joins a .prov to the chart beside it, and lists one that came alone or from elsewhere', () => {
    const files = createOfferedFiles();
    expect(names(files.offer(['/charts/a.tgz.prov', '/charts/a.tgz']))).toEqual(['a.tgz']);
    expect(names(files.offer(['/charts/a.tgz.prov']))).toEqual(['a.tgz.prov']);
    expect(names(files.offer(['/charts/a.tgz', '/other/a.tgz.prov']))).toEqual(['a.tgz', 'a.tgz.prov']);
  });

  it('says so where there are too many, and takes none of them', () => {
    const files = createOfferedFiles();
    const paths = Array.from({ length: MAX_OFFERED_FILES + 1 }, (_, index) => `/charts/${index}.tgz`);
    expect(() => files.offer(paths)).toThrow(
      expect.objectContaining({
        code: 'too-many-files',
        message: expect.stringContaining(`up to ${MAX_OFFERED_FILES}`),
      }),
    );
    expect(files.offer(paths.slice(1))).toHaveLength(MAX_OFFERED_FILES);
  });

  it('knows no id that it did not give, and forgets the oldest in the end', () => {
    const files = createOfferedFiles();
    const unknown = expect.objectContaining({ code: 'unknown-file' });
    expect(() => files.pathOf(fileIdSchema.parse('00000000-0000-4000-8000-000000000000'))).toThrow(unknown);
    const [oldest] = files.offer(['/charts/oldest.tgz']);
    const drop = Array.from({ length: MAX_OFFERED_FILES }, (_, index) => `/charts/${index}.tgz`);
    for (let count = 0; count < 19; count += 1) files.offer(drop);
    expect(files.pathOf(oldest!.fileId)).toBe('/charts/oldest.tgz');
    files.offer(drop);
    expect(() => files.pathOf(oldest!.fileId)).toThrow(unknown);
  });
});
