/** Brings a place of a text into sight, and lets keys go on from there. */
export function goTo(root: ParentNode | null, id: string): void {
  const target = root?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'start' });
}
