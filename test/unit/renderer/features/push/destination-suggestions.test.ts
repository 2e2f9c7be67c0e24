import { describe, expect, it } from 'vitest';
import { suggestDestinations } from '../../../../../renderer/features/push/destination-suggestions';

describe('suggestDestinations', () => {
  it('begins with the place on screen and the last one, each once', () => {
    const suggestions = suggestDestinations({
      here: 'b.dev/charts',
      last: 'a.dev',
      registries: [{ address: 'a.dev' }, { address: 'b.dev' }],
      repositories: new Map([
        ['a.dev', ['team/z/app', 'team/a/app', 'team/a/web', 'top']],
        ['b.dev', ['charts/app']],
      ]),
    });
    expect(suggestions).toEqual(['b.dev/charts', 'a.dev', 'a.dev/team/a', 'a.dev/team/z', 'b.dev']);
  });

  it('is empty before there is a registry', () => {
    expect(suggestDestinations({ here: null, last: null, registries: [], repositories: new Map() })).toEqual([]);
  });
});
