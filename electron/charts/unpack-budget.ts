/**
 * What reading one archive may cost, counted over all the charts within it, so that no nesting of archives multiplies.
 */
import { ChartError } from './chart-error';
import { MAX_ENTRIES, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, MAX_YAML_BYTES, MIN_BYTES_FOR_RATIO } from './limits';

export const LEAVE_OUT = 'Leave large files out, by a line in .helmignore, and package it again.';
export const TOO_LARGE_UNPACKED = `Unpacked it is larger than 100 MB, which Helm doesn't load. ${LEAVE_OUT}`;

export class UnpackBudget {
  #unpackedBytes = 0;
  #entries = 0;
  #yamlBytes = 0;
  #packedBytes = 0;

  /** Bytes of the file on disk, as they are read. */
  addPacked(bytes: number): void {
    this.#packedBytes += bytes;
  }

  /** Throws ChartError `too-large` for what unpacks to more than any chart does. */
  addUnpacked(bytes: number): void {
    this.#unpackedBytes += bytes;
    const isBomb =
      this.#unpackedBytes > MIN_BYTES_FOR_RATIO && this.#unpackedBytes > this.#packedBytes * MAX_UNPACKED_RATIO;
    if (isBomb) {
      throw new ChartError(
        'too-large',
        `It unpacks to more than ${MAX_UNPACKED_RATIO} times its size, which no honest chart does. Nothing of it was kept: don't trust where it came from.`,
      );
    }
    if (this.#unpackedBytes > MAX_UNPACKED_BYTES) {
      throw new ChartError('too-large', TOO_LARGE_UNPACKED);
    }
  }

  /** Throws ChartError `too-many-entries`. */
  addEntry(): void {
    this.#entries += 1;
    if (this.#entries > MAX_ENTRIES) {
      throw new ChartError(
        'too-many-entries',
        `It holds more than ${MAX_ENTRIES.toLocaleString('en')} files, more than any chart does. Package only the chart's own folder.`,
      );
    }
  }

  /** Throws ChartError `too-large`. */
  addYaml(bytes: number): void {
    this.#yamlBytes += bytes;
    if (this.#yamlBytes > MAX_YAML_BYTES) {
      throw new ChartError(
        'too-large',
        'The YAML files in it are larger together than any chart needs. Move large data out of them and package it again.',
      );
    }
  }
}
