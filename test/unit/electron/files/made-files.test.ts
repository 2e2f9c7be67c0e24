/** What was made for the user: known by ids, the oldest forgotten and released. */
import { expect, it } from 'vitest';
import { createMadeFiles } from '../../../../electron/files/made-files';

it('gives paths back by ids, and lets go of the oldest', () => {
  const files = createMadeFiles();
  const released: number[] = [];
  const ids = Array.from({ length: 22 }, (_, index) =>
    files.remember({
      path: `/made/${index}`,
      release: () => {
        released.push(index);
        return Promise.reject(new Error('held by another program'));
      },
    }),
  );
  expect(files.pathOf(ids[21]!)).toBe('/made/21');
  expect(files.pathOf(ids[1]!)).toBeUndefined();
  expect(released).toEqual([0, 1]);
});
