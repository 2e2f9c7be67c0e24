/** For what is found anew at every look, such as a damaged file of another tool: said once, or it would fill the log. */

/** Passes on what was not said before, while the app runs. */
export function logOnce<Words extends readonly string[]>(say: (...words: Words) => void): (...words: Words) => void {
  const said = new Set<string>();
  return (...words) => {
    const key = JSON.stringify(words);
    if (said.has(key)) return;
    said.add(key);
    say(...words);
  };
}
