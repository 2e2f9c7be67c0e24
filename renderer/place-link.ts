/** From a place to what the router's links and `navigate` take. */
import { assertNever } from '../shared/assert-never';
import { chartSplat, type Place } from './places';

export function placeLink(place: Place) {
  switch (place.kind) {
    case 'registry':
      return { to: '/registries/$address', params: { address: place.address } } as const;
    case 'repository':
      return { to: '/repositories/$address/$', params: { address: place.address, _splat: place.repository } } as const;
    case 'chart':
      return {
        to: '/charts/$address/$',
        params: { address: place.reference.address, _splat: chartSplat(place.reference) },
      } as const;
    default:
      return assertNever(place);
  }
}
