/** Which proxy a cluster is asked through: the kubeconfig's, else the environment's by the rules of Go's net/http. Pure. */
import { BlockList, isIP } from 'node:net';
import { ClusterError } from './cluster-error';

/** Null for none. Throws ClusterError `proxy-unsupported` for what is no proxy of HTTP, such as SOCKS. */
export function proxyFor(server: URL, proxyUrl: string, env: NodeJS.ProcessEnv): string | null {
  const proxy = proxyUrl === '' ? environmentProxy(server, env) : proxyUrl;
  if (proxy === null) return null;
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(proxy) ?? [];
  if (scheme === undefined) return `http://${proxy}`;
  if (!/^https?$/i.test(scheme)) throw new ClusterError('proxy-unsupported', `a proxy by ${scheme.toLowerCase()}`);
  return proxy;
}

function environmentProxy(server: URL, env: NodeJS.ProcessEnv): string | null {
  const read = (name: string) => env[name] || env[name.toLowerCase()] || '';
  const proxy = read(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  return proxy === '' || isExempt(server, read('NO_PROXY')) ? null : proxy;
}

function isExempt(server: URL, noProxy: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = server.port === '' ? (server.protocol === 'https:' ? '443' : '80') : server.port;
  if (host === 'localhost' || isInside(host, '127.0.0.0/8') || host === '::1') return true;
  return noProxy.split(',').some((entry) => {
    const rule = entry.trim().toLowerCase();
    if (rule === '') return false;
    if (rule === '*') return true;
    if (rule.includes('/')) return isInside(host, rule);
    const [, name = rule, rulePort] = /^([^:]+):(\d+)$/.exec(rule) ?? [];
    if (rulePort !== undefined && rulePort !== port) return false;
    // A leading dot or star means what is under the name, and not itself.
    const suffix = name.replace(/^\*?\./, '.');
    return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
  });
}

function isInside(host: string, range: string): boolean {
  const [network = '', prefix = ''] = range.split('/');
  const family = isIP(host);
  if (family === 0 || isIP(network) !== family || !/^\d{1,3}$/.test(prefix)) return false;
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), type);
  return list.check(host, type);
}
