/** For what appears out of sight and matters now, such as the reason why something stopped. Give it as `ref`. */
export function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
