/**
 * Which addresses a registry may send us to, and which of them may see a credential.
 *
 * Credentials belong to the registry's own origin (scheme, host and port); nothing else ever gets them, but for the token service
 * that the registry names. Other hosts: https only, unless the registry itself is plain HTTP by the user's choice; addresses of
 * private networks only for a registry that is in one itself (companies' registries do redirect to their own storage); the
 * computer itself only for a registry on it; link-local and other addresses where clouds keep their secrets, never.
 * Only literal addresses are judged: judging what names resolve to broke real registries for oras and go-containerregistry.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { RegistryError } from './registry-error';
import { hostOf, resolveTarget, type Target } from './target';

export interface OriginPolicy {
  readonly origin: string;
  /** Whether it is the registry itself: only then may a credential go along. */
  isOwn(target: Target): boolean;
  /**
   * Where a Location, realm or redirect leads. Throws `insecure-redirect` for what must not be followed and `invalid-answer` for
   * what is no address.
   */
  resolve(base: Target, location: string, purpose: string): Promise<Target>;
}

export type ResolveHost = (hostName: string) => Promise<readonly string[]>;

type Reach = 'public' | 'private' | 'this-computer' | 'link-local';

export function createOriginPolicy(origin: string, resolveHost: ResolveHost = resolveByDns): OriginPolicy {
  const ownHostName = hostNameOf(origin);
  const ownIsPlain = origin.startsWith('http:');

  async function allows(target: Target): Promise<boolean> {
    if (target.origin.startsWith('http:') && !ownIsPlain) return false;
    const hostName = hostNameOf(target.origin);
    if (hostName === ownHostName) return true;
    const reach = reachOf(hostName);
    if (reach === 'public') return true;
    if (reach === 'link-local') return false;
    const own = await reachOfHost(ownHostName, resolveHost);
    return own === 'this-computer' || (own === 'private' && reach === 'private');
  }

  return {
    origin,
    isOwn: (target) => target.origin === origin,
    async resolve(base, location, purpose) {
      const target = resolveTarget(base, location);
      if (target !== null && target !== 'user-info' && (await allows(target))) return target;
      const host = hostOf(base.origin);
      if (target === null) {
        throw new RegistryError(
          `${host} named a ${purpose} that is no web address`,
          { code: insecureOrInvalid(location) },
          { host },
        );
      }
      const where = target === 'user-info' ? 'with a user name in it' : `at ${target.origin}`;
      throw new RegistryError(
        `${host} named a ${purpose} ${where}, which is not followed`,
        { code: 'insecure-redirect' },
        { host },
      );
    },
  };
}

/** `file:` and the like are an attack, not a slip. */
function insecureOrInvalid(location: string): 'insecure-redirect' | 'invalid-answer' {
  return /^[a-z][a-z0-9+.-]*:/i.test(location) ? 'insecure-redirect' : 'invalid-answer';
}

/** Without brackets and final dot; URL has already made it lower case and unfolded `0x7f.1` and the like. */
function hostNameOf(origin: string): string {
  return new URL(origin).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

const THIS_COMPUTER = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['::', 127, 'ipv6'],
]);
const LINK_LOCAL = blockList([
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  // Metadata services that are not link-local by number: Amazon's, Alibaba's, Oracle's, Azure's.
  ['fd00:ec2::254', 128, 'ipv6'],
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
]);
const PRIVATE = blockList([
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  // RFC 6598, shared with carriers; also what overlay networks such as Tailscale use.
  ['100.64.0.0', 10, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
]);

function blockList(subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix, family] of subnets) list.addSubnet(address, prefix, family);
  return list;
}

/**
 * Names count as public, but for those that mean this computer. BlockList reads `::ffff:…` as the IPv4 address in it; the one in
 * an address for translation to IPv4 (RFC 6052) is read here.
 */
function reachOf(hostName: string): Reach {
  const translated = translatedAddress(hostName);
  if (translated !== null) return reachOf(translated);
  if (hostName === 'localhost' || hostName.endsWith('.localhost')) return 'this-computer';
  const version = isIP(hostName);
  if (version === 0) return 'public';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (THIS_COMPUTER.check(hostName, family)) return 'this-computer';
  if (LINK_LOCAL.check(hostName, family)) return 'link-local';
  return PRIVATE.check(hostName, family) ? 'private' : 'public';
}

/** `64:ff9b::a9fe:a9fe` → `169.254.169.254`, written as URL writes it. */
function translatedAddress(hostName: string): string | null {
  const [, high, low] = /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(hostName) ?? [];
  if (low === undefined) return null;
  return [high ?? '0', low]
    .map((part) => Number.parseInt(part, 16))
    .flatMap((part) => [part >> 8, part & 0xff])
    .join('.');
}

/** Where a name leads, all its addresses agreeing; a name that does not resolve counts as public, the stricter reading. */
async function reachOfHost(hostName: string, resolveHost: ResolveHost): Promise<Reach> {
  if (isIP(hostName) !== 0 || reachOf(hostName) !== 'public') return reachOf(hostName);
  const reaches = new Set((await resolveHost(hostName)).map((address) => reachOf(address)));
  const [only] = reaches;
  return reaches.size === 1 && only !== undefined ? only : 'public';
}

async function resolveByDns(hostName: string): Promise<readonly string[]> {
  try {
    return (await lookup(hostName, { all: true })).map(({ address }) => address);
  } catch {
    // The caller reads "no address" as "not private", which refuses.
    return [];
  }
}
