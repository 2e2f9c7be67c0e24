/** What the conformance program prints is read right, and no row is left out without a reason. */
import { expect, test } from 'vitest';
import { explainRows, readSummary, summaryText } from '../../../scripts/conformance-summary.mjs';

const OUTPUT = `Test results
OCI Conformance Test: Pass
  OCI Conformance Test/ping: Pass

OCI Conformance Result: FAIL
  Disabled......................:          2
  Skip..........................:          1
  Pass..........................:        860
  FAIL..........................:          1
  Error.........................:          0
  Total.........................:        864

API conformance:
  Tag listing...................:       Pass
  Blob upload cancel............:   Disabled
  Blob mount....................:       Skip
  Manifest put with tag params..:       FAIL

Data conformance:
  Image.........................:       Pass
  Sparse Manifests..............:   Disabled
`;

test('counts and rows', () => {
  const { counts, rows } = readSummary(OUTPUT);
  expect(counts).toEqual({ Disabled: 2, Skip: 1, Pass: 860, FAIL: 1, Error: 0, Total: 864 });
  expect(rows.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'Tag listing Pass',
    'Blob upload cancel Disabled',
    'Blob mount Skip',
    'Manifest put with tag params FAIL',
    'Image Pass',
    'Sparse Manifests Disabled',
  ]);
});

test('a row without a reason is named, and so is one that failed whatever the reason', () => {
  const { explained, unexplained } = explainRows(readSummary(OUTPUT).rows);
  expect(explained.map(({ name }) => name)).toEqual(['Blob upload cancel', 'Sparse Manifests']);
  expect(unexplained.map(({ name }) => name)).toEqual(['Blob mount', 'Manifest put with tag params']);
});

test('its text', () => {
  const summary = readSummary(OUTPUT);
  const text = summaryText('A title', summary, explainRows(summary.rows).explained);
  expect(text).toContain('## A title');
  expect(text).toContain('Disabled 2 · Skip 1 · Pass 860 · FAIL 1 · Error 0 · Total 864');
  expect(text).toContain('Passed: Tag listing, Image.');
  expect(text).toMatch(/- Sparse Manifests \(Disabled\): .*on purpose\./);
});

test('a program that gave up has no summary', () => {
  expect(() => readSummary('failed to load config')).toThrow('failed to load config');
});
