/** Who a container's process must be, so that the files it writes in the user's folder are the user's. */
import type { ContainerCli } from './container-cli';

/**
 * `uid:gid` for Docker's daemon that runs as root on this machine: its containers would write files that only root can remove.
 * Null where root in the container is the user already: rootless engines, those in a virtual machine, and Podman, which is rootless
 * unless the app itself runs as root. Throws CommandError, or the signal's reason.
 */
export async function containerUser(cli: ContainerCli, signal: AbortSignal): Promise<string | null> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (cli.kind !== 'docker' || cli.platform !== 'linux' || uid === undefined || gid === undefined) return null;
  const format = '{{.OperatingSystem}} {{json .SecurityOptions}}';
  const { stdout } = await cli.run(['info', '--format', format], { signal });
  return isDaemonOfRoot(stdout) ? `${uid}:${gid}` : null;
}

/** Reads what `docker info` says of system and security: no virtual machine, no user namespace. */
export function isDaemonOfRoot(info: string): boolean {
  return !/docker desktop|name=(?:rootless|userns)/i.test(info);
}
