/**
 * Where `helm push ARCHIVE oci://DESTINATION` puts a chart: destination, chart name and version as a reference.
 * Plain words where registries or Helm would refuse it. No I/O.
 */
import { parseDestination } from '../../shared/destination';
import { formatOciReference, isRepositoryName, isTag, versionToTag } from '../../shared/reference';
import { err, ok, type Result } from '../../shared/result';

export interface PushReference {
  /** `host` or `host:port`. */
  readonly address: string;
  /** Destination path and chart name, without the host. */
  readonly repository: string;
  /** The version with `_` for `+`. */
  readonly tag: string;
  /** `oci://host/path/name:tag`. */
  readonly reference: string;
}

export type PushReferenceReason =
  'bad-destination' | 'upper-case-name' | 'bad-name' | 'long-name' | 'bad-tag' | 'long-tag';

export interface PushReferenceProblem {
  readonly reason: PushReferenceReason;
  readonly message: string;
}

/** `destination` is `host[:port][/path]`, with or without `oci://`. */
export function pushReference(
  destination: string,
  { name, version }: { readonly name: string; readonly version: string },
): Result<PushReference, PushReferenceProblem> {
  const parsed = parseDestination(destination);
  if (!parsed.ok) return problem('bad-destination', parsed.error.message);
  const { address, path } = parsed.data;
  if (/\p{Lu}/u.test(name)) {
    const renamed = name.toLowerCase();
    return problem(
      'upper-case-name',
      `A repository name can't hold capital letters. Rename the chart to ${renamed} in its Chart.yaml and package it again.`,
    );
  }
  if (!isRepositoryName(name)) {
    return problem(
      'bad-name',
      `${name} can't be a repository name: use lower-case letters and digits, with - _ or . between them. Rename the chart in its Chart.yaml and package it again.`,
    );
  }
  const repository = path === '' ? name : `${path}/${name}`;
  if (!isRepositoryName(repository)) {
    return problem('long-name', `${repository} is too long for a repository name. Choose a shorter destination.`);
  }
  const tag = versionToTag(version);
  if (tag.length > 128) {
    return problem(
      'long-tag',
      `The version has ${tag.length} characters, and a tag holds 128. Shorten it and package the chart again.`,
    );
  }
  if (!isTag(tag))
    return problem('bad-tag', `${version} can't be a tag. Use letters, digits, and - _ . in the version.`);
  return ok({ address, repository, tag, reference: formatOciReference({ address, repository, tag }) });
}

function problem(reason: PushReferenceReason, message: string): Result<never, PushReferenceProblem> {
  return err({ reason, message });
}
