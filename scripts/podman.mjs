/**
 * Sets up Podman for test/integration/local-registry/podman.test.ts on Debian and Ubuntu. Run by .ci/run and by whoever wants it:
 * `npm test` never installs it, since it changes more of a machine than a library does.
 */
import { ensureSystemLibraries } from './system-libraries.mjs';

try {
  await ensureSystemLibraries(['podman', 'tests']);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
