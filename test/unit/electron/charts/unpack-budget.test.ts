/** What reading one archive may cost. */
import { describe, expect, it } from 'vitest';
import {
  MAX_ENTRIES,
  MAX_UNPACKED_BYTES,
  MAX_UNPACKED_RATIO,
  MAX_YAML_BYTES,
  MIN_BYTES_FOR_RATIO,
} from '../../../../electron/charts/limits';
import { UnpackBudget } from '../../../../electron/charts/unpack-budget';

function budgetFor(packedBytes: number): UnpackBudget {
  const budget = new UnpackBudget();
  budget.addPacked(packedBytes);
  return budget;
}

describe('UnpackBudget', () => {
  it('refuses what unpacks to a multiple of its size, but for small ones', () => {
    expect(() => budgetFor(1).addUnpacked(MIN_BYTES_FOR_RATIO)).not.toThrow();
    expect(() => budgetFor(1).addUnpacked(MIN_BYTES_FOR_RATIO + 1)).toThrow(`${MAX_UNPACKED_RATIO} times its size`);
    const packed = Math.ceil((MIN_BYTES_FOR_RATIO * 2) / MAX_UNPACKED_RATIO);
    expect(() => budgetFor(packed).addUnpacked(MIN_BYTES_FOR_RATIO * 2)).not.toThrow();
  });

  it('refuses more than any chart unpacks to, however slowly it comes', () => {
    const budget = budgetFor(1e9);
    budget.addUnpacked(MAX_UNPACKED_BYTES);
    expect(() => budget.addUnpacked(1)).toThrow('larger than 100 MB');
  });

  it('counts entries', () => {
    const budget = new UnpackBudget();
    for (let count = 0; count < MAX_ENTRIES; count += 1) budget.addEntry();
    expect(() => budget.addEntry()).toThrow(expect.objectContaining({ code: 'too-many-entries' }));
  });

  it('counts YAML', () => {
    const budget = new UnpackBudget();
    budget.addYaml(MAX_YAML_BYTES);
    expect(() => budget.addYaml(1)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});
