/** Marks where dropped charts would be pushed to. The push feature reads the marks; whoever draws a place sets them. */

const ATTRIBUTE = 'data-drop-destination';

/** Spread it on the element; `destination` is `host/path`, null for a place that takes no charts. */
export function dropDestination(destination: string | null): { readonly [ATTRIBUTE]?: string } {
  return destination === null ? {} : { [ATTRIBUTE]: destination };
}

export interface DropPlace {
  readonly destination: string;
  readonly element: Element;
}

/** The innermost marked place around what lies under the pointer. */
export function dropPlaceAt(target: EventTarget | null): DropPlace | null {
  const element = target instanceof Element ? target.closest(`[${ATTRIBUTE}]`) : null;
  const destination = element?.getAttribute(ATTRIBUTE);
  return element === null || destination === null || destination === undefined ? null : { destination, element };
}
