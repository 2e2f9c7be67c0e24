/** What was typed, once the typing rests: for questions that each letter should not ask. */
import { useEffect, useState } from 'react';

/** About two letters of a quick typist. */
const REST_MS = 300;

export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
