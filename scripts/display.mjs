/**
 * A screen to draw on: the user's own, or an invisible one (Xvfb) on a Linux without any.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** As large as a common laptop's, so that windows open at their wanted size. */
const screen = '1600x1000x24';

/** Whether this is a Linux where no window could be opened. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program that opens windows needs in its environment
 * @property {() => Promise<void>} close
 */

/**
 * Starts an Xvfb on a free display number.
 *
 * @param {{ detached?: boolean }} [options] `detached`, as by default: in a process group of its own, so that Ctrl+C in the terminal
 *   ends the app first, and then this by close(). Otherwise it ends with the group of who calls.
 * @returns {Promise<Display>}
 */
export async function openVirtualDisplay({ detached = true } = {}) {
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached });
  const ended = once(server, 'exit');
  const number = await new Promise((resolve, reject) => {
    server.on('error', (cause) => reject(new Error(`Xvfb can't be started: ${cause.message}`)));
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
  });
  const kill = () => server.kill();
  process.once('exit', kill);
  return {
    env: { DISPLAY: `:${number}` },
    close: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}
