/** A name that somebody else wrote: isolated, so that right-to-left text in it cannot reorder what stands around it. */
export function Untrusted({ children }: { readonly children: string }) {
  return <bdi>{children}</bdi>;
}
