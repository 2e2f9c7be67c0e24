import { expect, it } from 'vitest';
import { changeZoom } from '../../../shared/zoom';

it('steps by a tenth without drifting and stops at both ends', () => {
  let factor = 1;
  for (let step = 0; step < 20; step += 1) factor = changeZoom(factor, 'in');
  expect(factor).toBe(2);
  for (let step = 0; step < 20; step += 1) factor = changeZoom(factor, 'out');
  expect(factor).toBe(0.5);
  expect(changeZoom(1.7, 'reset')).toBe(1);
});
