import { describe, expect, it } from 'vitest';
import { fitBounds } from '../../../electron/window-bounds';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('fitBounds', () => {
  it('opens in the middle of the first display when nothing is saved', () => {
    expect(fitBounds(null, [laptop])).toEqual({ x: 80, y: 50, width: 1280, height: 800 });
  });

  it('restores a place on any display that is there', () => {
    const saved = { x: 1500, y: 40, width: 1600, height: 1000 };
    expect(fitBounds(saved, [laptop, monitor])).toEqual(saved);
  });

  it('comes back to the first display when its own has gone, keeping its size where it fits', () => {
    const saved = { x: 1500, y: 40, width: 1300, height: 850 };
    expect(fitBounds(saved, [laptop])).toEqual({ x: 70, y: 25, width: 1300, height: 850 });
  });

  it('comes back when its title bar is above or beside every display', () => {
    const offTop = fitBounds({ x: 100, y: -200, width: 1000, height: 700 }, [laptop]);
    expect(offTop.y).toBeGreaterThanOrEqual(0);
    const offSide = fitBounds({ x: 1400, y: 100, width: 1000, height: 700 }, [laptop]);
    expect(offSide.x + offSide.width).toBeLessThanOrEqual(laptop.width);
  });

  it('is never smaller than the least size', () => {
    expect(fitBounds({ x: 10, y: 10, width: 100, height: 100 }, [laptop])).toMatchObject({ width: 960, height: 600 });
    expect(fitBounds(null, [{ x: 0, y: 0, width: 800, height: 500 }])).toMatchObject({ width: 960, height: 600 });
  });
});
