import { describe, expect, it } from 'vitest';
import { overlayStyle, titleBarOptions } from '../../../electron/title-bar';

const situation = { platform: 'linux', hasOverlay: true, isDark: false, zoomFactor: 1 } as const;

describe('titleBarOptions', () => {
  it("lays the system's buttons over the page where Electron can", () => {
    expect(titleBarOptions(situation)).toEqual({
      titleBarStyle: 'hidden',
      titleBarOverlay: { color: '#EEF1F2', symbolColor: '#16212A', height: 40 },
    });
  });

  it('keeps the frame where it can not (Electron 25 on Linux), so that the window can be moved and closed', () => {
    expect(titleBarOptions({ ...situation, hasOverlay: false })).toEqual({});
  });

  it('leaves the traffic lights to macOS', () => {
    expect(titleBarOptions({ ...situation, platform: 'darwin' })).toEqual({ titleBarStyle: 'hiddenInset' });
  });
});

it('grows the buttons with the zoom and follows the theme', () => {
  expect(overlayStyle({ isDark: true, zoomFactor: 1.5 })).toMatchObject({ color: '#121A20', height: 60 });
});
