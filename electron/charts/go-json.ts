/**
 * JSON as Go's encoding/json writes it, byte for byte: `<`, `>`, `&`, U+2028 and U+2029 escaped, map keys sorted by
 * their UTF-8 bytes. A Map is a Go map (keys sorted here); fields of a struct come as a list of pairs in their order.
 */
export type GoJsonValue = null | boolean | number | string | readonly GoJsonValue[] | ReadonlyMap<string, GoJsonValue>;
