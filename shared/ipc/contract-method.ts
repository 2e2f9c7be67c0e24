/** How a method of the contract is written down. */
import type * as z from 'zod';

export function method<Input extends z.ZodType, Output extends z.ZodType>(schemas: {
  readonly input: Input;
  readonly output: Output;
}) {
  return schemas;
}
