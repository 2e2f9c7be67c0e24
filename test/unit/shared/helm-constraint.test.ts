/**
 * Against facts recorded from Helm's own library by test/fixtures/semver-facts, which is written in Go: the tests need no Go.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseHelmConstraint, satisfies } from '../../../shared/helm-constraint';
import {
  compareHelmVersions,
  parseHelmVersion,
  parseStrictVersion,
  type HelmVersion,
} from '../../../shared/helm-version';

const facts = z
  .strictObject({
    library: z.string(),
    versions: z.array(z.string()),
    order: z.array(z.string()),
    loose: z.record(z.string(), z.boolean()),
    strict: z.record(z.string(), z.boolean()),
    constraints: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/semver-facts/facts.json'), 'utf8')));

function versionOf(text: string): HelmVersion {
  const version = parseHelmVersion(text);
  if (version === null) throw new Error(`${text} is no version`);
  return version;
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 20)}… (${text.length})` : JSON.stringify(text);
}

it('is a version, loosely and strictly, where it is one for Helm', () => {
  const loose = Object.keys(facts.loose).map((text) => [text, parseHelmVersion(text) !== null]);
  const strict = Object.keys(facts.strict).map((text) => [text, parseStrictVersion(text) !== null]);
  expect(Object.fromEntries(loose)).toEqual(facts.loose);
  expect(Object.fromEntries(strict)).toEqual(facts.strict);
});

it('has an order', () => {
  const versions = facts.versions.map(versionOf);
  const order = versions.map((left) =>
    versions.map((right) => '<=>'[Math.sign(compareHelmVersions(left, right)) + 1]).join(''),
  );
  expect(order).toEqual(facts.order);
});

describe('a range', () => {
  const table = Object.entries(facts.constraints).map(([text, taken]) => ({ text, taken, title: shown(text) }));

  it.each(table)('$title', ({ text, taken }) => {
    const constraint = parseHelmConstraint(text);
    const row =
      constraint === null
        ? 'refused'
        : facts.versions.map((version) => (satisfies(versionOf(version), constraint) ? '1' : '0')).join('');
    expect(row).toBe(taken);
  });

  it('costs no more than its length, whatever it is', () => {
    for (const text of [
      `${'1  '.repeat(170)}!`,
      `${' '.repeat(500)}!`,
      `1${'-a'.repeat(250)}!`,
      `${'1 - '.repeat(127)}!`,
    ]) {
      expect(parseHelmConstraint(text)).toBeNull();
    }
  });
});
