/** What was typed and chosen on the screen and does not count yet: checked, and told from what counts. Pure. */
import type { EngineKind, LocalRegistryConfig } from '../../../shared/local-registry';
import {
  HOST_NAME,
  MAX_ALLOWED_HOSTS,
  MAX_HOST_NAME_LENGTH,
  PORT_BOUNDS,
} from '../../../shared/local-registry-defaults';

/** Absent: as it is set. */
export interface ConfigDraft {
  readonly engine?: EngineKind;
  /** As typed. */
  readonly port?: string;
  /** As typed: names parted by spaces or commas. */
  readonly hosts?: string;
}

export interface CheckedDraft {
  /** What would change; empty where nothing would, or while something is wrong. */
  readonly change: Partial<Pick<LocalRegistryConfig, 'engine' | 'port' | 'allowedHosts'>>;
  /** Something differs from what counts. */
  readonly isChanged: boolean;
  readonly portProblem: string | null;
  readonly hostsProblem: string | null;
}

export function checkDraft(draft: ConfigDraft, config: LocalRegistryConfig): CheckedDraft {
  const engine = draft.engine ?? config.engine;
  const port = draft.port === undefined ? config.port : readPort(draft.port);
  const hosts = draft.hosts === undefined ? config.allowedHosts : splitHosts(draft.hosts);
  const portProblem = port === null ? `Enter a whole number from ${PORT_BOUNDS.least} to ${PORT_BOUNDS.most}.` : null;
  const hostsProblem = hostsProblemOf(hosts);
  const all = {
    ...(engine === config.engine ? {} : { engine }),
    ...(port === null || port === config.port ? {} : { port }),
    ...(isSameList(hosts, config.allowedHosts) ? {} : { allowedHosts: [...hosts] }),
  };
  const isWrong = portProblem !== null || hostsProblem !== null;
  return {
    change: isWrong ? {} : all,
    isChanged: isWrong || Object.keys(all).length > 0,
    portProblem,
    hostsProblem,
  };
}

/** Null for what is no port. */
export function readPort(text: string): number | null {
  if (!/^\d{1,5}$/.test(text.trim())) return null;
  const port = Number(text);
  return port >= PORT_BOUNDS.least && port <= PORT_BOUNDS.most ? port : null;
}

/** `host.docker.internal, Other.Host` → names in lower case, each once. */
export function splitHosts(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().split(/[\s,]+/))].filter((name) => name !== '');
}

function hostsProblemOf(hosts: readonly string[]): string | null {
  const wrong = hosts.find((name) => !HOST_NAME.test(name) || name.length > MAX_HOST_NAME_LENGTH);
  if (wrong !== undefined) return `“${wrong}” isn't a host name. Leave out ports and https://.`;
  return hosts.length > MAX_ALLOWED_HOSTS ? `At most ${MAX_ALLOWED_HOSTS} names.` : null;
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
