/** A change to a value: only what is there changes, as it comes over the contract. */
export type Change<Value> = { readonly [Name in keyof Value]?: Value[Name] | undefined };

/** A new value; the given one stays as it is. */
export function withChange<Value extends object>(current: Value, change: Change<Value>): Value {
  const defined = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(defined) };
}
