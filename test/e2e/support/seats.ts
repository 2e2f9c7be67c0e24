/**
 * The seats of this session (scripts/in-test-session.mjs): each worker of Playwright takes one, so that its windows have display,
 * clipboard, keyring and folders to themselves. Without any, as elsewhere than on Linux, there is the user's own session.
 */
const seats: readonly Readonly<Record<string, string>>[] = JSON.parse(process.env['CHARTROOM_SEATS'] ?? '[]');

export const seatCount = Math.max(1, seats.length);

/** In a worker; does nothing in the process that starts the workers. */
export function takeSeat(): void {
  const index = process.env['TEST_PARALLEL_INDEX'];
  if (index !== undefined) Object.assign(process.env, seats[Number(index)]);
}
