/** The keys of the window: which command a key press means, and how a shortcut is written for this computer. */

export interface Shortcut {
  /** As `KeyboardEvent.key` in lower case. */
  readonly key: string;
  /** Where the key sits, for signs that some layouts hide behind a modifier. */
  readonly code?: string;
  /** Ctrl, on macOS ⌘. */
  readonly mod?: boolean;
  readonly shift?: boolean;
}

/** Names are those of commands.ts. Mod+C and Shift+F10 belong to the row that has focus and stand here to be read. */
export const SHORTCUTS = {
  'open-reference': { key: 'p', mod: true },
  'push-charts': { key: 'o', mod: true },
  filter: { key: 'f', mod: true },
  refresh: { key: 'r', mod: true },
  compare: { key: 'd', mod: true },
  back: { key: '[', code: 'BracketLeft', mod: true },
  forward: { key: ']', code: 'BracketRight', mod: true },
  'toggle-transfers': { key: 'j', mod: true },
  'primary-action': { key: 'enter', mod: true },
  settings: { key: ',', mod: true },
  shortcuts: { key: '/', mod: true },
  'next-region': { key: 'f6' },
  'previous-region': { key: 'f6', shift: true },
} as const satisfies Record<string, Shortcut>;
export type ShortcutName = keyof typeof SHORTCUTS;

export const ROW_SHORTCUTS = {
  copy: { key: 'c', mod: true },
  menu: { key: 'f10', shift: true },
} as const satisfies Record<string, Shortcut>;

/** The part of a `KeyboardEvent` that matters here. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export const IS_MAC = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

export function matchesShortcut(press: KeyPress, shortcut: Shortcut, isMac = IS_MAC): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const otherMod = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== (shortcut.mod ?? false) || otherMod || press.altKey) return false;
  const isKey = press.key.toLowerCase() === shortcut.key || press.code === shortcut.code;
  // A sign may need Shift on this layout (`/` is Shift+7 on a German one): only named keys and letters compare it.
  const comparesShift = shortcut.key.length > 1 || /[a-z]/.test(shortcut.key);
  return isKey && (!comparesShift || press.shiftKey === (shortcut.shift ?? false));
}

/** The command that a key press means, or null. */
export function shortcutOf(press: KeyPress, isMac = IS_MAC): ShortcutName | null {
  for (const [name, shortcut] of entries()) {
    if (matchesShortcut(press, shortcut, isMac)) return name;
  }
  return null;
}

function entries(): readonly (readonly [ShortcutName, Shortcut])[] {
  const names = Object.keys(SHORTCUTS).filter((name): name is ShortcutName => name in SHORTCUTS);
  return names.map((name) => [name, SHORTCUTS[name]]);
}

const KEY_NAMES: Readonly<Record<string, string>> = { enter: 'Enter' };

/** `Ctrl P`, on macOS `⌘P`. */
export function shortcutText(shortcut: Shortcut, isMac = IS_MAC): string {
  const key = KEY_NAMES[shortcut.key] ?? shortcut.key.toUpperCase();
  const parts = [shortcut.mod && (isMac ? '⌘' : 'Ctrl'), shortcut.shift && (isMac ? '⇧' : 'Shift'), key];
  return parts.filter(Boolean).join(isMac ? '' : ' ');
}
