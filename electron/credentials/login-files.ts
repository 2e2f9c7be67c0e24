/** Where Docker, Podman and Helm keep their logins, by platform and environment. Paths only: nothing is read here. */
import { posix, win32 } from 'node:path';
import type { FoundLogin } from '../../shared/registry';

export type Tool = FoundLogin['tool'];

export interface LoginFile {
  readonly tool: Tool;
  readonly path: string;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The files in which each tool would look, its first choice first. Most of them are not there.
 * Docker: `config.Dir()` of docker/cli. Podman: containers-auth.json(5). Helm: `pkg/helmpath` and HELM_REGISTRY_CONFIG.
 */
export function loginFiles({ env, homeFolder, platform }: Surroundings): readonly LoginFile[] {
  const join = (...parts: string[]) => (platform === 'win32' ? win32 : posix).join(...parts);
  // An empty variable counts as unset, for all three.
  const variable = (name: string) => env[name] || undefined;
  const configHome = variable('XDG_CONFIG_HOME');
  const runtimeFolder = variable('XDG_RUNTIME_DIR');

  const docker = join(variable('DOCKER_CONFIG') ?? join(homeFolder, '.docker'), 'config.json');

  const podmanName = join('containers', 'auth.json');
  const podmanOverride = variable('REGISTRY_AUTH_FILE');
  const podman =
    podmanOverride === undefined
      ? [
          ...(platform === 'linux' && runtimeFolder !== undefined ? [join(runtimeFolder, podmanName)] : []),
          ...(configHome === undefined ? [] : [join(configHome, podmanName)]),
          join(homeFolder, '.config', podmanName),
        ]
      : [podmanOverride];

  const helmHome = variable('HELM_CONFIG_HOME') ?? join(configHome ?? helmConfigHome(), 'helm');
  const helm = variable('HELM_REGISTRY_CONFIG') ?? join(helmHome, 'registry', 'config.json');

  function helmConfigHome(): string {
    if (platform === 'darwin') return join(homeFolder, 'Library', 'Preferences');
    if (platform === 'win32') return variable('APPDATA') ?? join(homeFolder, 'AppData', 'Roaming');
    return join(homeFolder, '.config');
  }

  return [
    { tool: 'docker', path: docker },
    ...[...new Set(podman)].map((path) => ({ tool: 'podman' as const, path })),
    { tool: 'helm', path: helm },
  ];
}
