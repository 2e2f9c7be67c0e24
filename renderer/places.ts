/** The places of the window and the references that name them, both ways. No DOM here. */
import { assertNever } from '../shared/assert-never';
import {
  formatOciReference,
  isRepositoryName,
  parseReference,
  parseRegistryAddress,
  type Reference,
} from '../shared/reference';

export type Place =
  | { readonly kind: 'registry'; readonly address: string }
  | { readonly kind: 'repository'; readonly address: string; readonly repository: string }
  | { readonly kind: 'chart'; readonly reference: Reference };

/** The parameters of the routes that stand for a place. */
export interface RouteParams {
  readonly address?: string | undefined;
  readonly _splat?: string | undefined;
}

/** The place that a reference or address names, typed or from an `oci://` link; null where it is neither. */
export function parsePlace(text: string): Place | null {
  const bare = text
    .trim()
    .replace(/^oci:\/\//i, '')
    .replace(/\/+$/, '');
  const reference = parseReference(bare);
  if (reference === null) {
    const address = parseRegistryAddress(bare);
    // A bare word is more likely a chart's name than a host.
    const isAddress = address.ok && /[.:]|^localhost$/i.test(bare);
    return isAddress ? { kind: 'registry', address: address.data } : null;
  }
  const { address, repository, tag, digest } = reference;
  if (tag === undefined && digest === undefined) return { kind: 'repository', address, repository };
  return { kind: 'chart', reference };
}

/** `oci://…`, as the reference field shows the place. */
export function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'registry':
      return `oci://${place.address}`;
    case 'repository':
      return `oci://${place.address}/${place.repository}`;
    case 'chart':
      return formatOciReference(place.reference);
    default:
      return assertNever(place);
  }
}

/** What the reference field says of a route: also of one that leads nowhere, so that it can be mended. */
export function shownReference(params: RouteParams): string {
  const place = placeOfRoute(params);
  if (place !== null) return formatPlace(place);
  return params.address === undefined ? '' : `oci://${params.address}/${params._splat ?? ''}`;
}

/** The end of a chart's route: `repository:tag` or `repository@digest`. */
export function chartSplat({ repository, tag, digest }: Reference): string {
  return repository + (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/** Reads the parameters of a route back; null for what no place has, as in an address typed by hand. */
export function placeOfRoute(params: RouteParams): Place | null {
  const { address, _splat: rest } = params;
  if (address === undefined) return null;
  if (rest === undefined || rest === '') return { kind: 'registry', address };
  if (isRepositoryName(rest)) return { kind: 'repository', address, repository: rest };
  const reference = parseReference(`${address}/${rest}`);
  return reference === null ? null : { kind: 'chart', reference };
}
