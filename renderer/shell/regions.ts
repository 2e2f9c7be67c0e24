/** F6 goes through the regions of the window and comes back to where the focus was in each. Marked by `data-region`. */

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

const lastFocused = new WeakMap<Element, HTMLElement>();

/** Begins to remember where the focus was; returns how to stop. */
export function rememberFocus(): () => void {
  document.addEventListener('focusin', onFocusIn);
  return () => document.removeEventListener('focusin', onFocusIn);
}

function onFocusIn({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement)) return;
  const region = target.closest('[data-region]');
  // A page takes the focus itself where there is nothing better (page-focus.ts): F6 leads to something in it.
  if (region && region !== target) lastFocused.set(region, target);
}

/** Moves the focus to the next region (`step` 1) or the one before (-1), leaving out what a dialog covers. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isInReach);
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const index = current < 0 && step < 0 ? 0 : current;
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const region = regions[(index + step * tried + regions.length * 2) % regions.length];
    if (region && focusIn(region)) return;
  }
}

/** Drawn, and not covered by a dialog. */
export function isInReach(element: HTMLElement): boolean {
  return element.closest('[inert], [aria-hidden="true"]') === null && element.offsetParent !== null;
}

function focusIn(region: HTMLElement): boolean {
  const last = lastFocused.get(region);
  const target = last?.isConnected && isInReach(last) ? last : region.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
  return region.contains(document.activeElement);
}
