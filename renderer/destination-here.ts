/** Where charts would be pushed to from the place on screen. */
import { useParams } from '@tanstack/react-router';
import { assertNever } from '../shared/assert-never';
import { formatDestination } from '../shared/destination';
import { placeOfRoute, type Place } from './places';

/** `host/path`: the folder that a repository lies in, since the chart's name is the rest of it. */
export function destinationOf(place: Place): string {
  switch (place.kind) {
    case 'registry':
      return place.address;
    case 'repository':
      return formatDestination({ address: place.address, path: parentPath(place.repository) });
    case 'chart':
      return formatDestination({ address: place.reference.address, path: parentPath(place.reference.repository) });
    default:
      return assertNever(place);
  }
}

/** `platform/charts` of `platform/charts/traefik`; empty where a repository lies at the top. */
export function parentPath(repository: string): string {
  return repository.slice(0, Math.max(repository.lastIndexOf('/'), 0));
}

/** Null where the view belongs to no registry. */
export function useDestinationHere(): string | null {
  const place = placeOfRoute(useParams({ strict: false }));
  return place === null ? null : destinationOf(place);
}
