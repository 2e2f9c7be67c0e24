/** Speed as a moving average over the last seconds. Has no clock of its own. */

/** Long enough to smooth the bursts of sockets and disks, short enough to show a line that gets slower. */
const WINDOW_MS = 3000;
/** Samples closer together say nothing more. */
const MIN_SAMPLE_DISTANCE_MS = 100;

export interface SpeedMeter {
  /** `bytes` is the total so far; where it falls, a try began anew and so does the average. */
  readonly record: (nowMs: number, bytes: number) => void;
  /** 0 while nothing is known, and falling to 0 where nothing moves any more. */
  readonly bytesPerSecond: (nowMs: number) => number;
}

export function createSpeedMeter(): SpeedMeter {
  let samples: { readonly atMs: number; readonly bytes: number }[] = [];
  let latestBytes = 0;

  /** One sample older than the window stays: the average reaches back to its edge. */
  function forgetOld(nowMs: number): void {
    while (samples[1] !== undefined && nowMs - samples[1].atMs >= WINDOW_MS) samples.shift();
  }

  return {
    record(nowMs, bytes) {
      if (bytes < latestBytes) samples = [];
      latestBytes = bytes;
      const last = samples.at(-1);
      if (last !== undefined && nowMs - last.atMs < MIN_SAMPLE_DISTANCE_MS) return;
      samples.push({ atMs: nowMs, bytes });
      forgetOld(nowMs);
    },
    bytesPerSecond(nowMs) {
      forgetOld(nowMs);
      const first = samples[0];
      if (first === undefined || nowMs <= first.atMs) return 0;
      return Math.round(((latestBytes - first.bytes) * 1000) / (nowMs - first.atMs));
    },
  };
}
