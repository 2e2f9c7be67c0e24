/**
 * The page draws the title bar; the system's own buttons lie over its end (macOS: its start). Electron 25 can't do that
 * on Linux: there the window keeps the frame of its window manager. No Electron import at run time.
 */

/** CSS px, as renderer/shell draws it. */
const HEIGHT = 40;
/** The sidebar's surface and text of product.md, which the buttons stand on; `background` is the page before its first paint. */
const COLORS = {
  light: { color: '#EEF1F2', symbolColor: '#16212A', background: '#FBFBFA' },
  dark: { color: '#121A20', symbolColor: '#E6EDF1', background: '#10171C' },
} as const;

export interface TitleBarSituation {
  readonly platform: NodeJS.Platform;
  /** Whether this Electron has `setTitleBarOverlay` here. */
  readonly hasOverlay: boolean;
  readonly isDark: boolean;
  readonly zoomFactor: number;
}

export function overlayStyle({ isDark, zoomFactor }: Pick<TitleBarSituation, 'isDark' | 'zoomFactor'>) {
  const { color, symbolColor } = isDark ? COLORS.dark : COLORS.light;
  return { color, symbolColor, height: Math.round(HEIGHT * zoomFactor) };
}

export function backgroundColor(isDark: boolean): string {
  return isDark ? COLORS.dark.background : COLORS.light.background;
}

/** The part of BrowserWindow's options that concerns the frame. */
export function titleBarOptions(situation: TitleBarSituation) {
  if (situation.platform === 'darwin') return { titleBarStyle: 'hiddenInset' as const };
  if (!situation.hasOverlay) return {};
  return { titleBarStyle: 'hidden' as const, titleBarOverlay: overlayStyle(situation) };
}
