import { expect, test } from 'vitest';
import { createContentCheck } from '../../../../electron/registry/content-check';
import { content } from '../../../support/registry-clients';

const CONTEXT = { host: 'reg.example' };
const BYTES = Buffer.from('the chart');
const DESCRIPTOR = content(BYTES);

test('content that fits passes, in whatever parts it comes, and may be checked twice', () => {
  const check = createContentCheck(DESCRIPTOR, CONTEXT);
  check.announced(undefined);
  check.announced('9');
  for (const byte of BYTES) check.add(Buffer.of(byte));
  check.finish();
  check.add(Buffer.alloc(0));
  check.finish();
  expect(check.received).toBe(9);
});

test('a sha512 digest is held to sha512', () => {
  const digest =
    'sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f';
  const check = createContentCheck({ digest: digest as typeof DESCRIPTOR.digest, size: 3 }, CONTEXT);
  check.add(Buffer.from('abc'));
  expect(() => check.finish()).not.toThrow();
});

test('one flipped bit is a digest mismatch', () => {
  const check = createContentCheck(DESCRIPTOR, CONTEXT);
  const flipped = Buffer.from(BYTES);
  flipped[3]! ^= 1;
  check.add(flipped);
  expect(() => check.finish()).toThrow(expect.objectContaining({ code: 'digest-mismatch' }));
});

test('too many bytes are refused as they come, too few at the end, a wrong length before', () => {
  const mismatch = expect.objectContaining({ code: 'size-mismatch', context: CONTEXT });
  expect(() => createContentCheck(DESCRIPTOR, CONTEXT).add(Buffer.alloc(10))).toThrow(mismatch);
  expect(() => createContentCheck(DESCRIPTOR, CONTEXT).finish()).toThrow(mismatch);
  expect(() => createContentCheck(DESCRIPTOR, CONTEXT).announced('10')).toThrow(mismatch);
});
