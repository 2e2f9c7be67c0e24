/** What `npm run bench` tells a part by its environment. */

/** How often each thing is measured. */
export function benchRounds(): number {
  return Number(required('CHARTROOM_BENCH_ROUNDS'));
}

/** The path of the real helm. */
export function helmProgram(): string {
  return required('CHARTROOM_BENCH_HELM');
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error('Start this by: npm run bench');
  return value;
}
