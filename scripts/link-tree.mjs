/**
 * Copies a folder without copying its bytes: by hard links, where both places are on one file system.
 * Linux only (GNU cp), as all that needs it.
 */
import { CommandError, run } from './run.mjs';

/**
 * @param {string} from an existing file or folder
 * @param {string} to where the copy appears; must not exist yet
 */
export async function linkTree(from, to) {
  try {
    await run('cp', ['--archive', '--link', '--no-target-directory', from, to], { quiet: true });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // Another file system, or one without hard links. What was linked so far is overwritten.
    await run('cp', ['--archive', '--force', '--no-target-directory', from, to], { quiet: true });
  }
}
