/** The helm command that does the same as an action here, for copying. Never holds a login. */
import type { Reference } from '../../shared/reference';
import { tagToVersion } from '../../shared/reference';

export interface HelmConnection {
  readonly plainHttp: boolean;
}

/**
 * `helm pull oci://host/repository --version 1.2.3`. A digest, also one beside a tag, is named in the reference, as Helm
 * 3.17 and newer take it.
 */
export function helmPullCommand(reference: Reference, connection: HelmConnection): string {
  const chart = `oci://${reference.address}/${reference.repository}`;
  const parts = ['helm pull'];
  if (reference.digest !== undefined) parts.push(`${chart}@${reference.digest}`);
  else if (reference.tag !== undefined) parts.push(chart, `--version ${tagToVersion(reference.tag)}`);
  else parts.push(chart);
  if (connection.plainHttp) parts.push('--plain-http');
  return parts.join(' ');
}
