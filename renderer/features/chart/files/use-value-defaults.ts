/** The defaults of the values that a template reads, from the values.yaml of its chart. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import { archiveFileQuery } from '../../../archive';
import type { FilePlace } from './files-tab';
import { valueDefaults, type ValueDefaults } from './value-defaults';
import type { OpenLine } from './value-hints';

/** In characters. Reading more would hold up the window; charts have a tenth of it. */
const MAX_READ = 500_000;

/** `valuesPath`: null where the chart has no values.yaml. */
export function useValueDefaults(
  source: ArchiveSource,
  valuesPath: string | null,
  onPlace: (place: FilePlace) => void,
): { readonly defaults: ValueDefaults; readonly openLine: OpenLine } {
  const { data: file } = useQuery({ ...archiveFileQuery(source, valuesPath ?? ''), enabled: valuesPath !== null });
  const text = file?.kind === 'text' && file.text.length <= MAX_READ ? file.text : '';
  const defaults = useMemo(() => valueDefaults(text), [text]);
  // The hints are part of the text's state, which begins anew with another one: place, selection and search would go.
  const latest = useRef(onPlace);
  useLayoutEffect(() => {
    latest.current = onPlace;
  });
  const openLine = useCallback(
    (line: number): void => {
      if (valuesPath !== null) latest.current({ path: valuesPath, line });
    },
    [valuesPath],
  );
  return { defaults, openLine };
}
