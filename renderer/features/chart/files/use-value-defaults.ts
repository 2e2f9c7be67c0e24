/** The defaults of the values that a template reads, from the values.yaml of its chart: read by a worker, whatever its size. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import { archiveFileQuery } from '../../../archive';
import { restWorker, takeWorker } from '../../../rested-workers';
import type { DefaultsAnswer, DefaultsOrder } from '../../../values/chart-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from '../../../values/chart-worker?worker&url';
import type { ValueDefault } from '../../../values/value-defaults';
import type { FilePlace } from './files-tab';
import type { UsedValue } from './template-values';
import type { OpenLine } from './value-hints';

/** A worker that takes longer may never end. */
const READ_TIMEOUT_MS = 10_000;

/** `unreadable`: the values.yaml is no YAML, or takes too long. */
export type ValueDefaults = ReadonlyMap<string, ValueDefault> | 'reading' | 'unreadable';

const NONE: ValueDefaults = new Map();

/** `valuesPath`: null where the chart has no values.yaml. `used`: stays the same while it is shown. */
export function useValueDefaults(
  source: ArchiveSource,
  valuesPath: string | null,
  used: readonly UsedValue[],
  onPlace: (place: FilePlace) => void,
): { readonly defaults: ValueDefaults; readonly openLine: OpenLine } {
  const isWanted = valuesPath !== null && used.length > 0;
  const { data: file, error } = useQuery({ ...archiveFileQuery(source, valuesPath ?? ''), enabled: isWanted });
  const paths = useMemo(() => used.map(({ path }) => path), [used]);
  const read = useReadDefaults(file?.kind === 'text' ? file.text : null, paths);
  const isUnreadable = error !== null || (file !== undefined && file.kind !== 'text');
  const defaults = isWanted ? (isUnreadable ? 'unreadable' : read) : NONE;
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

/** `text`: null until it is there. */
function useReadDefaults(text: string | null, paths: readonly string[]): ValueDefaults {
  const [read, setRead] = useState<{ readonly of: string; readonly defaults: ValueDefaults } | null>(null);
  useEffect(() => {
    if (text === null || paths.length === 0) return undefined;
    const worker = takeWorker(address);
    const ended = new AbortController();
    const end = (defaults: ValueDefaults): void => {
      clearTimeout(timer);
      ended.abort();
      setRead({ of: text, defaults });
    };
    const giveUp = (): void => {
      worker.terminate();
      end('unreadable');
    };
    const timer = setTimeout(giveUp, READ_TIMEOUT_MS);
    worker.addEventListener('error', giveUp, { signal: ended.signal });
    worker.addEventListener(
      'message',
      ({ data: { defaults } }: MessageEvent<DefaultsAnswer>) => {
        end(defaults === null ? 'unreadable' : new Map(defaults.map((each) => [each.path, each])));
        restWorker(address, worker);
      },
      { signal: ended.signal },
    );
    const order: DefaultsOrder = { kind: 'defaults', values: text, paths };
    worker.postMessage(order, { transfer: [] });
    return () => {
      if (ended.signal.aborted) return;
      clearTimeout(timer);
      ended.abort();
      worker.terminate();
    };
  }, [text, paths]);
  return read !== null && read.of === text ? read.defaults : 'reading';
}

/** What is said of one of them. */
export function defaultWords(defaults: ValueDefaults, path: string): string {
  if (defaults === 'reading') return 'Reading values.yaml…';
  if (defaults === 'unreadable') return 'values.yaml can’t be read';
  const text = defaults.get(path)?.text ?? null;
  return text ?? 'No default';
}
