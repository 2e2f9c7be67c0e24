/** Is there a registry, and does it let us in? */
import type { CallOptions } from './registry-client';
import { RegistryError } from './registry-error';
import type { RegistrySession } from './registry-session';
import { describeTarget } from './target';

/** `accepted` only where a login was asked for and ours was taken: an answer without being asked proves no password. */
export async function ping(
  session: RegistrySession,
  options?: CallOptions,
): Promise<{ login: 'not-asked' | 'accepted' }> {
  try {
    return await session.exchange(
      { method: 'GET', target: '/v2/', scopes: [], expect: [200] },
      (response, authorization) => {
        // The specification asks for no body; what is certain is that no registry answers a web page.
        if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
          const url = describeTarget(response.target);
          const context = { host: session.host, method: 'GET', url, status: response.status };
          throw new RegistryError(`${url} is a web page`, { code: 'invalid-answer' }, context);
        }
        return Promise.resolve({ login: authorization?.withCredential ? 'accepted' : 'not-asked' });
      },
      options,
    );
  } catch (error) {
    if (error instanceof RegistryError && (error.code === 'not-found' || error.code === 'rejected')) {
      throw new RegistryError(error.message, { code: 'invalid-answer' }, error.context, { cause: error });
    }
    throw error;
  }
}
