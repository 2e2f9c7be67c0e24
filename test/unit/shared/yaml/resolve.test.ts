/** Which type go-yaml 2 gives a scalar. */
import { describe, expect, it } from 'vitest';
import { resolveScalar } from '../../../../shared/yaml/resolve';

const TAG = 'tag:yaml.org,2002:';

describe('a plain scalar', () => {
  it.each(['', '~', 'null', 'Null', 'NULL'])('is null: %j', (text) => {
    expect(resolveScalar('', text)).toBeNull();
  });

  it.each(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'])('is true: %s', (text) => {
    expect(resolveScalar('', text)).toBe(true);
  });

  it.each(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'])('is false: %s', (text) => {
    expect(resolveScalar('', text)).toBe(false);
  });

  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['+1', 1n],
    ['1_000', 1000n],
    ['0x1F', 31n],
    ['0X1_f', 31n],
    ['-0x1f', -31n],
    ['017', 15n],
    ['0o17', 15n],
    ['0b101', 5n],
    ['-0b11', -3n],
    ['9223372036854775807', 9223372036854775807n],
    ['18446744073709551615', 18446744073709551615n],
    ['-9223372036854775808', -9223372036854775808n],
  ])('is the whole number of %s', (text, value) => {
    expect(resolveScalar('', text)).toBe(value);
  });

  it.each([
    ['1.10', 1.1],
    ['5.', 5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1_0.5', 10.5],
    ['08', 8],
    ['18446744073709551616', 2 ** 64],
    ['-9223372036854775809', -(2 ** 63)],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
  ])('is the float of %s', (text, value) => {
    expect(resolveScalar('', text)).toBe(value);
  });

  it.each([
    '1.2.3',
    '1:20',
    '2026-01-01',
    '0x',
    '0xG',
    '0b2',
    '0o8',
    '1e',
    '.',
    '._5',
    '1e400',
    'tRue',
    'nan',
    '=',
    '<<',
    '_1',
  ])('stays text: %s', (text) => {
    expect(resolveScalar('', text)).toBe(text);
  });
});

describe('a tag', () => {
  it.each([
    ['str', '1', '1'],
    ['int', '0x10', 16n],
    ['float', '1', 1],
    ['bool', 'yes', true],
    ['null', '~', null],
    ['timestamp', '2026-01-01', '2026-01-01'],
    ['timestamp', '2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
    ['binary', 'aGk=', 'hi'],
    ['binary', '/w==', '\ufffd'],
    ['binary', 'w7z/', 'ü\ufffd'],
  ])('!!%s decides: %s', (tag, text, value) => {
    expect(resolveScalar(TAG + tag, text)).toBe(value);
  });

  it('of the chart itself leaves the text', () => {
    expect(resolveScalar('!mine', '1')).toBe('1');
  });

  it.each([
    ['int', '1.5'],
    ['float', 'x'],
    ['bool', 'maybe'],
    ['null', 'x'],
    ['timestamp', '2026-02-30'],
    ['timestamp', 'soon'],
    ['binary', 'a'],
    ['binary', '$$$$'],
  ])('!!%s refuses %s', (tag, text) => {
    expect(() => resolveScalar(TAG + tag, text)).toThrow(/cannot decode|base64/);
  });
});
