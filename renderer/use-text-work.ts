/** What is made of the text of overrides, in React. Of a short text at once; of a long one a moment later, and never of an older one. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { CarriedOverrides } from './values/carried-overrides';
import { later } from './values/text-later';
import { answerTo, isShort, type Question } from './values/text-work';
import type { ValuesFiles } from './values/values-files';
import type { WholeOverrides } from './values/whole-overrides';

/** Null while it is being read. */
export function useWholeOverrides(files: ValuesFiles, text: string): WholeOverrides | null {
  const asked = useMemo(() => ({ below: files.below.map((file) => file.text), text }), [files.below, text]);
  const short = useMemo(
    () => (isShort([...asked.below, asked.text]) ? answerTo('readWholeOverrides', [asked.below, asked.text]) : null),
    [asked],
  );
  const read = useNewest(short === null ? asked : null, ({ below, text: whole }) =>
    later('readWholeOverrides', below, whole).catch(() => UNREADABLE),
  );
  return short ?? (read?.of === asked ? read.result : null);
}

const UNREADABLE: WholeOverrides = {
  overrides: null,
  problems: [{ message: 'The overrides are too long to be read here.' }],
};

export interface CarriedTexts {
  readonly text: string;
  readonly before: Question<'carriedTo'>[1];
  readonly after: Question<'carriedTo'>[2];
}

/** The last that is known; null where there is none. `texts`: the same object as long as it holds the same; null for none. */
export function useCarriedOverrides(texts: CarriedTexts | null): CarriedOverrides | null {
  const read = useNewest(texts, ({ text, before, after }) => later('carriedTo', text, before, after).catch(() => null));
  return read?.result ?? null;
}

/** One question at a time: of those that come meanwhile only the newest is asked. */
function useNewest<Wanted extends object, Result>(
  question: Wanted | null,
  ask: (question: Wanted) => Promise<Result>,
): { readonly of: Wanted; readonly result: Result } | null {
  const [read, setRead] = useState<{ readonly of: Wanted; readonly result: Result } | null>(null);
  const wanted = useRef<Wanted>(null);
  const isAsking = useRef(false);
  const work = useEffectEvent(async () => {
    isAsking.current = true;
    for (let of = wanted.current; of !== null; of = wanted.current) {
      const result = await ask(of);
      setRead({ of, result });
      if (wanted.current === of) break;
    }
    isAsking.current = false;
  });
  useEffect(() => {
    wanted.current = question;
    if (question !== null && !isAsking.current) void work();
  }, [question]);
  return read;
}
