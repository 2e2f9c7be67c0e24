/**
 * Ends every command with a sentence where this Node is too old. Evaluated before the commands themselves, which use what an
 * older one doesn't have and would end with a stack in its place.
 */
import { readFileSync } from 'node:fs';

/**
 * @param {string} version of a Node, such as `20.19.0`
 * @param {string} range as `engines.node` has it, such as `>=20.19`
 * @returns {string | undefined} what is wrong, in words for the user
 */
export function nodeProblem(version, range) {
  const [, leastMajor, leastMinor] = /^>=(\d+)\.(\d+)$/.exec(range)?.map(Number) ?? [];
  if (leastMajor === undefined || leastMinor === undefined) throw new Error(`Can't read engines.node: ${range}`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Node ${leastMajor}.${leastMinor} or newer is needed; this is ${version}.`;
}

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const problem = nodeProblem(process.versions.node, engines.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
