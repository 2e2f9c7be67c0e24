/** The helm command that does the same as an action here, for copying. Never holds a password. */
import type { Reference } from '../../shared/reference';
import { tagToVersion } from '../../shared/reference';
import type { ReleasePlace } from '../../shared/release';
import { shellWord } from './shell-word';

export interface HelmConnection {
  readonly plainHttp: boolean;
}

/**
 * `helm pull oci://host/repository --version 1.2.3`. A digest, also one beside a tag, is named in the reference, as Helm
 * 3.17 and newer take it.
 */
export function helmPullCommand(reference: Reference, connection: HelmConnection): string {
  return `helm pull ${registryChart(reference, connection)}`;
}

/** By which words helm's commands are told of a chart in a registry: see `helmPullCommand`. */
export function registryChart(reference: Reference, connection: HelmConnection): string {
  const chart = `oci://${reference.address}/${reference.repository}`;
  const parts = [chart];
  if (reference.digest !== undefined) parts[0] = `${chart}@${reference.digest}`;
  else if (reference.tag !== undefined) parts.push(`--version ${tagToVersion(reference.tag)}`);
  return [...parts, ...flags(connection)].join(' ');
}

/** The same of a file or folder, by its name only. */
export function localChart(fileName: string): string {
  return shellWord(fileName);
}

/** `helm show values CHART`. `chart`: as `registryChart` and `localChart` make it. */
export function helmShowCommand(part: 'all' | 'chart' | 'readme' | 'values', chart: string): string {
  return `helm show ${part} ${chart}`;
}

/** As `helmPullCommand`, unpacked into the folder where it is run. */
export function helmUntarCommand(reference: Reference, connection: HelmConnection): string {
  return `${helmPullCommand(reference, connection)} --untar`;
}

/** As `helmPullCommand`, with the signature checked against a key ring, which helm wants in its binary form. */
export function helmPullVerifyCommand(
  reference: Reference,
  { keyring, ...connection }: HelmConnection & { readonly keyring: string },
): string {
  return `${helmPullCommand(reference, connection)} --verify --keyring ${shellWord(keyring)}`;
}

/** `helm verify app-1.0.0.tgz --keyring pubring.gpg`, its .prov beside it. File names only. */
export function helmVerifyCommand(fileName: string, keyring: string): string {
  return ['helm verify', shellWord(fileName), '--keyring', shellWord(keyring)].join(' ');
}

/** `helm registry login host --username ana`; helm asks for the password. */
export function helmLoginCommand(address: string, username: string, connection: HelmConnection): string {
  return ['helm registry login', address, '--username', shellWord(username), ...flags(connection)].join(' ');
}

/** `helm push CHART.tgz oci://host`, the file's name to be filled in. */
export function helmPushExample(address: string, connection: HelmConnection): string {
  return ['helm push CHART.tgz', `oci://${address}`, ...flags(connection)].join(' ');
}

/** `helm status web --namespace shop --kube-context kind-dev`. */
export function helmStatusCommand({ context, namespace, name }: ReleasePlace): string {
  return ['helm status', name, '--namespace', namespace, '--kube-context', shellWord(context)].join(' ');
}

/** Helm 4 tries HTTPS only where it isn't told, also on localhost. */
function flags({ plainHttp }: HelmConnection): readonly string[] {
  return plainHttp ? ['--plain-http'] : [];
}
