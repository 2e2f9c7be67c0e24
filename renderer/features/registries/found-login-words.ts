/** The names of the tools whose logins are offered. */
import type { FoundLogin } from '../../../shared/registry';

const TOOLS: Record<FoundLogin['tool'], string> = { docker: 'Docker', podman: 'Podman', helm: 'Helm' };

export function toolName(tool: FoundLogin['tool']): string {
  return TOOLS[tool];
}

/** `ghcr.io`, `ghcr.io and docker.io`, `a, b and 3 more`. */
export function listAddresses(addresses: readonly string[]): string {
  const distinct = [...new Set(addresses)];
  if (distinct.length > 3) return `${distinct.slice(0, 2).join(', ')} and ${distinct.length - 2} more`;
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}
