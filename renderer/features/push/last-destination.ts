/** Where the user pushed last: offered the next time. Kept by the page alone, as the place of a scroll bar would be. */

const KEY = 'chartroom.last-destination';

/** `host/path`, or null before the first push. */
export function lastDestination(): string | null {
  return localStorage.getItem(KEY);
}

export function rememberDestination(destination: string): void {
  localStorage.setItem(KEY, destination);
}
