import { describe, expect, it } from 'vitest';
import { ROW_SHORTCUTS, SHORTCUTS, shortcutOf, shortcutText, type KeyPress } from '../../../renderer/shortcuts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('shortcutOf', () => {
  it.each([
    ['p', 'open-reference'],
    ['o', 'push-charts'],
    ['f', 'filter'],
    ['r', 'refresh'],
    ['j', 'toggle-transfers'],
    ['Enter', 'primary-action'],
    [',', 'settings'],
    ['/', 'shortcuts'],
  ])('Mod+%s is %s, with Ctrl and on macOS with the command key', (key, name) => {
    expect(shortcutOf(press(key, { ctrlKey: true }), false)).toBe(name);
    expect(shortcutOf(press(key, { metaKey: true }), true)).toBe(name);
    expect(shortcutOf(press(key, { ctrlKey: true }), true)).toBeNull();
    expect(shortcutOf(press(key), false)).toBeNull();
  });

  it('finds the bracket keys by their place where the layout has other signs there', () => {
    expect(shortcutOf(press('ü', { code: 'BracketLeft', ctrlKey: true }), false)).toBe('back');
    expect(shortcutOf(press(']', { code: 'Digit9', ctrlKey: true, shiftKey: true }), false)).toBe('forward');
  });

  it('takes a sign that needs Shift, but a letter only without', () => {
    expect(shortcutOf(press('/', { ctrlKey: true, shiftKey: true }), false)).toBe('shortcuts');
    expect(shortcutOf(press('P', { ctrlKey: true, shiftKey: true }), false)).toBeNull();
  });

  it('goes through the regions both ways', () => {
    expect(shortcutOf(press('F6'), false)).toBe('next-region');
    expect(shortcutOf(press('F6', { shiftKey: true }), false)).toBe('previous-region');
  });

  it('leaves AltGr alone, with which people type signs', () => {
    expect(shortcutOf(press('[', { ctrlKey: true, altKey: true }), false)).toBeNull();
  });
});

describe('shortcutText', () => {
  it('names keys as they are printed', () => {
    expect(shortcutText(SHORTCUTS['open-reference'], false)).toBe('Ctrl P');
    expect(shortcutText(SHORTCUTS['primary-action'], false)).toBe('Ctrl Enter');
    expect(shortcutText(ROW_SHORTCUTS.menu, false)).toBe('Shift F10');
    expect(shortcutText(SHORTCUTS['open-reference'], true)).toBe('⌘P');
  });
});
