/** The words for an archive whose bytes are wrong, wherever that is found out. */
import { ChartError, type ChartErrorOptions } from './chart-error';

export function damagedArchive(options: ChartErrorOptions): ChartError {
  return new ChartError('damaged', 'The archive is damaged. Copy or package it again.', options);
}
