/** Numbers as text by Go's rule for 32-bit floats: what becomes of `appVersion: 1.10`. */
import { describe, expect, it } from 'vitest';
import { formatGoFloat } from '../../../../shared/yaml/go-number';

describe('formatGoFloat', () => {
  it.each([
    [1.1, '1.1'],
    [1, '1'],
    [0.1, '0.1'],
    [1.23456789, '1.2345679'],
    [16777217, '1.6777216e+07'],
    [123456, '123456'],
    [1234567, '1.234567e+06'],
    [999999, '999999'],
    [1e6, '1e+06'],
    [1e21, '1e+21'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000012345, '1.2345e-05'],
    [-0.5, '-0.5'],
    [-1e7, '-1e+07'],
    [0, '0'],
    [-0, '-0'],
    [1e-46, '0'],
    [3.4028235e38, '3.4028235e+38'],
    [3.5e38, '+Inf'],
    [-1e300, '-Inf'],
    [Number.NaN, 'NaN'],
  ])('writes %d as %s', (value, text) => {
    expect(formatGoFloat(value)).toBe(text);
  });
});
