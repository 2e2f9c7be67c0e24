import { describe, expect, it } from 'vitest';
import { createSpeedMeter } from '../../../../electron/transfers/speed-meter';

describe('the speed meter', () => {
  it('knows nothing before two moments are there', () => {
    const meter = createSpeedMeter();
    expect(meter.bytesPerSecond(0)).toBe(0);
    meter.record(0, 0);
    expect(meter.bytesPerSecond(0)).toBe(0);
    meter.record(500, 500_000);
    expect(meter.bytesPerSecond(500)).toBe(1_000_000);
  });

  it('counts what came since the last sample too', () => {
    const meter = createSpeedMeter();
    meter.record(0, 0);
    for (let ms = 1; ms <= 50; ms += 1) meter.record(ms, ms * 1000);
    expect(meter.bytesPerSecond(50)).toBe(1_000_000);
  });

  it('averages over the last three seconds: a line that gets slower shows it', () => {
    const meter = createSpeedMeter();
    for (let ms = 0; ms <= 10_000; ms += 200) meter.record(ms, ms * 1000);
    for (let ms = 10_200; ms <= 14_000; ms += 200) meter.record(ms, 10_000_000 + (ms - 10_000) * 10);
    expect(meter.bytesPerSecond(14_000)).toBe(10_000);
  });

  it('falls to nothing where nothing moves any more', () => {
    const meter = createSpeedMeter();
    for (let ms = 0; ms <= 1000; ms += 100) meter.record(ms, ms * 1000);
    expect(meter.bytesPerSecond(2500)).toBe(400_000);
    expect(meter.bytesPerSecond(30_000)).toBe(0);
  });

  it('begins anew with a try that begins anew', () => {
    const meter = createSpeedMeter();
    meter.record(0, 0);
    meter.record(1000, 1_000_000);
    meter.record(1100, 0);
    expect(meter.bytesPerSecond(1100)).toBe(0);
    meter.record(1200, 50_000);
    expect(meter.bytesPerSecond(1200)).toBe(500_000);
  });
});
