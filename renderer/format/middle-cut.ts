/** Where a long text may be cut: in the middle, so that both of its ends stay readable. No DOM here. */

export interface CutText {
  /** May lose its end when space is short. */
  readonly head: string;
  /** Always stays whole. */
  readonly tail: string;
}

/** Keeps the last `tailLength` characters; a text that is hardly longer is not cut at all. */
export function cutBefore(text: string, tailLength: number): CutText {
  if (text.length <= tailLength) return { head: '', tail: text };
  return { head: text.slice(0, -tailLength), tail: text.slice(-tailLength) };
}

/** Keeps `name:version` of a reference whole: it is what tells references apart. Of one by digest, the digest's end. */
export function cutReference(reference: string): CutText {
  if (reference.includes('@')) return cutBefore(reference, 12);
  const slash = reference.lastIndexOf('/');
  return { head: reference.slice(0, slash + 1), tail: reference.slice(slash + 1) };
}

/** `sha256:1be29b4e9078…826874`: what tells digests apart at both ends, in the same width each time. */
export function abbreviateDigest(digest: string): string {
  const kept = 6;
  const head = shortDigest(digest);
  return digest.length <= head.length + kept ? digest : `${head}…${digest.slice(-kept)}`;
}

/** `sha256:ab4a887b0e18`: the algorithm and the first twelve digits, as registries' own tools abbreviate it. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(0, colon + 13);
}
