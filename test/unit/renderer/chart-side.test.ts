import { describe, expect, it } from 'vitest';
import { formatSide, parseSide } from '../../../renderer/chart-side';

describe('a side of a comparison in the URL', () => {
  it.each(['registry.example/charts/web:1.0.0', `localhost:5000/web@sha256:${'0'.repeat(64)}`])('%s', (text) => {
    const side = parseSide(text);
    expect(side?.kind).toBe('registry');
    expect(side && formatSide(side)).toBe(text);
  });

  it('is a file by its id, never by a path', () => {
    const text = 'local:0f8fad5b-d9cb-469f-a165-70867728950e';
    const side = parseSide(text);
    expect(side?.kind).toBe('file');
    expect(side && formatSide(side)).toBe(text);
    expect(parseSide('local:/etc/passwd')).toBeNull();
    expect(parseSide('local:')).toBeNull();
  });

  it('is nothing where no version is named', () => {
    for (const text of [undefined, '', 'registry.example/charts/web', 'registry.example']) {
      expect(parseSide(text)).toBeNull();
    }
  });
});
