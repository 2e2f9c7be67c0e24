/** The nonce of this page's policy, which styles that libraries add must carry. The main process writes a fresh one into each answer. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
