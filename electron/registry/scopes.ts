/** The scopes of distribution's token specification: `type:name:action,action`. */

export const CATALOG_SCOPE = 'registry:catalog:*';

export function pullScope(repository: string): string {
  return `repository:${repository}:pull`;
}

/** Also for the first HEAD of a push, tag or blob: with `pull` alone Quay answers 401 for a repository that is yet to be made. */
export function pushScope(repository: string): string {
  return `repository:${repository}:pull,push`;
}

/** What a reading needs that may be the first step of a push. */
export function readScopes(repository: string, options: { readonly forPush?: boolean } = {}): readonly string[] {
  return [options.forPush === true ? pushScope(repository) : pullScope(repository)];
}

export function allowsPush(scope: string): boolean {
  return scope
    .slice(scope.lastIndexOf(':') + 1)
    .split(',')
    .includes('push');
}

/**
 * What to ask a token for: what we need, then what the challenge names beyond it (registries behind another name know the
 * repository as something else). The needed one stays first, for some services read only that.
 */
export function joinScopes(needed: readonly string[], challenged: readonly string[]): readonly string[] {
  const actionsByResource = new Map<string, Set<string>>();
  for (const scope of [...needed, ...challenged]) {
    const colon = scope.lastIndexOf(':');
    const resource = scope.slice(0, colon);
    const actions = actionsByResource.get(resource) ?? new Set();
    for (const action of scope.slice(colon + 1).split(',')) actions.add(action);
    actionsByResource.set(resource, actions);
  }
  return [...actionsByResource].map(([resource, actions]) => `${resource}:${[...actions].join(',')}`);
}
