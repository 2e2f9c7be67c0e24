/** A value or a typed failure: what crosses a boundary where nothing may be thrown. */
export type Result<Value, Failure> =
  { readonly ok: true; readonly data: Value } | { readonly ok: false; readonly error: Failure };

export function ok<Value>(data: Value): { readonly ok: true; readonly data: Value } {
  return { ok: true, data };
}

export function err<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}
