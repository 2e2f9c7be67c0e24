import { describe, expect, it } from 'vitest';
import { readChanges } from '../../../../../renderer/features/chart/chart-changes';

describe('readChanges', () => {
  it('reads plain texts, quoted or not', () => {
    expect(readChanges(`- Faster start\n- "Two: parts"\r\n- 'It''s fixed'\n`)).toEqual([
      { kind: null, description: 'Faster start' },
      { kind: null, description: 'Two: parts' },
      { kind: null, description: "It's fixed" },
    ]);
  });

  it('reads kinds and descriptions and passes links over', () => {
    const text = `
  - kind: fixed
    description: Probes wait
    links:
      - name: Issue
        url: https://example.test/1
  - description: New values
    links:
    - name: description
      url: https://example.test/2
    kind: added`;
    expect(readChanges(text)).toEqual([
      { kind: 'fixed', description: 'Probes wait' },
      { kind: 'added', description: 'New values' },
    ]);
  });

  it.each([
    ['no list', 'Faster start'],
    ['nothing', ' \n'],
    ['a text over two lines', '- Faster\n  start'],
    ['a block', '- kind: added\n  description: |\n    Much'],
    ['another field', '- kind: added\n  title: Much'],
    ['another key', '- added: Much'],
    ['a kind alone', '- kind: added'],
    ['a field twice', '- kind: added\n  kind: fixed\n  description: Much'],
    ['a list inside', '- Much\n  - More'],
    ['JSON', '[{"kind":"added"}]'],
    ['escapes', String.raw`- "a\nb"`],
    ['a comment', '- Much # or not'],
    ['links on one line', '- description: Much\n  links: []'],
    ['tabs', '-\tMuch'],
  ])('leaves %s to the raw annotation', (_, text) => {
    expect(readChanges(text)).toBeNull();
  });

  it('reads 30 entries and leaves more to the raw annotation', () => {
    expect(readChanges('- Much\n'.repeat(30))).toHaveLength(30);
    expect(readChanges('- Much\n'.repeat(31))).toBeNull();
    expect(readChanges(undefined)).toBeNull();
  });
});
