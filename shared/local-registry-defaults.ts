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
/** Of a port, both allowed. */
export const PORT_BOUNDS = { least: 1, most: 65_535 } as const;
/** A host name as a `Host` header has it, without a port. */
export const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
export const MAX_HOST_NAME_LENGTH = 253;
export const MAX_ALLOWED_HOSTS = 20;
