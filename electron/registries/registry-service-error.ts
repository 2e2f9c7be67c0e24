/** What can go wrong between the user's registries and this app, apart from what a registry answers. */
export type RegistryServiceErrorCode = 'already-added' | 'unknown-registry' | 'login-gone';

export class RegistryServiceError extends Error {
  override readonly name = 'RegistryServiceError';
  readonly code: RegistryServiceErrorCode;
  readonly address: string;

  constructor(code: RegistryServiceErrorCode, address: string) {
    super(`${code}: ${address}`);
    this.code = code;
    this.address = address;
  }
}
