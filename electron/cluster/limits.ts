/** Limits of reading kubeconfigs and asking clusters, named once with their reason. */

/** Two hundred contexts with their certificates are some 2 MB. */
export const MAX_KUBECONFIG_BYTES = 16 * 1024 * 1024;
/** Certificates, keys and tokens that it names as files. */
export const MAX_CREDENTIAL_FILE_BYTES = 1024 * 1024;
export const CONNECT_TIMEOUT_MS = 5_000;
/** A cluster that is up answers within a second; the list of a thousand namespaces takes a few. */
export const REQUEST_TIMEOUT_MS = 20_000;
/** A login program may ask a far server, or open a browser. */
export const LOGIN_PROGRAM_TIMEOUT_MS = 60_000;
export const MAX_LOGIN_PROGRAM_OUTPUT = 1024 * 1024;
/** An answer in bytes: ten thousand namespaces are some 5 MB. */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** A login is asked for anew so long before it runs out. */
export const LOGIN_RENEWAL_MS = 60_000;
