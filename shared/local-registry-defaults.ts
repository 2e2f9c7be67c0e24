/** First values and bounds of the local registry; free of zod, for the window. */
import type { LocalRegistryConfig } from './local-registry';

export const DEFAULT_LOCAL_REGISTRY: LocalRegistryConfig = {
  engine: 'built-in',
  // The port of Helm's guide and of every `docker run registry`.
  port: 5000,
  startWithApp: false,
  allowedHosts: [],
};
/** Lines of the log that are kept and shown; older ones go. */
export const MAX_LOCAL_REGISTRY_LOG_LINES = 5_000;
