/** Where charts are pushed to, as the user types it. */
import { isRepositoryName, parseRegistryAddress } from './reference';
import { err, ok, type Result } from './result';

/** `host[:port]` and the path below it (may be empty); name and tag come from each chart. */
export interface Destination {
  readonly address: string;
  readonly path: string;
}

/** Reads what the user typed as a destination; `oci://` in front and a slash at the end are fine. */
export function parseDestination(text: string): Result<Destination, { readonly message: string }> {
  const bare = text
    .trim()
    .replace(/^oci:\/\//i, '')
    .replace(/\/+$/, '');
  const slash = bare.indexOf('/');
  const address = parseRegistryAddress(slash < 0 ? bare : bare.slice(0, slash));
  if (!address.ok) return err({ message: address.error.message });
  const path = slash < 0 ? '' : bare.slice(slash + 1);
  if (path !== '' && !isRepositoryName(path)) {
    return err({
      message: `${path} isn't a repository path: use lower-case letters, digits and - _ . between slashes, without a tag.`,
    });
  }
  return ok({ address: address.data, path });
}

/** `host/path`, as the destination field shows it. */
export function formatDestination(destination: Destination): string {
  return destination.path === '' ? destination.address : `${destination.address}/${destination.path}`;
}
