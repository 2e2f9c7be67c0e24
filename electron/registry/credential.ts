/**
 * What a registry is shown to log in. Held in memory only; where it is kept is the business of electron/credentials.
 * Nothing here may print, store or send a secret.
 */

export type RegistryCredential =
  /** User name and password, or a token used in the place of one. */
  | { readonly kind: 'password'; readonly username: string; readonly secret: string }
  /** An OAuth2 refresh token (`identitytoken` in Docker's file): exchanged for access tokens by POST. */
  | { readonly kind: 'identity-token'; readonly secret: string }
  /** A bearer token that the registry takes as it is (`registrytoken` in Docker's file). */
  | { readonly kind: 'registry-token'; readonly secret: string };
