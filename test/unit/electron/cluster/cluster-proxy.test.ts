import { expect, it } from 'vitest';
import { proxyFor } from '../../../../electron/cluster/cluster-proxy';

const PROXY = 'http://proxy.lan:3128';

it.each([
  ['https://k8s.lan', {}, null],
  ['https://k8s.lan', { HTTPS_PROXY: PROXY }, PROXY],
  ['https://k8s.lan', { https_proxy: 'proxy.lan:3128' }, PROXY],
  ['https://k8s.lan', { HTTP_PROXY: PROXY }, null],
  ['http://k8s.lan', { HTTP_PROXY: PROXY }, PROXY],
  ['https://localhost:6443', { HTTPS_PROXY: PROXY }, null],
  ['https://127.0.0.2:6443', { HTTPS_PROXY: PROXY }, null],
  ['https://[::1]:6443', { HTTPS_PROXY: PROXY }, null],
  ['https://k8s.lan', { HTTPS_PROXY: PROXY, NO_PROXY: 'a, lan' }, null],
  ['https://k8s.lan', { HTTPS_PROXY: PROXY, NO_PROXY: '.k8s.lan' }, PROXY],
  ['https://a.k8s.lan', { HTTPS_PROXY: PROXY, no_proxy: '*.k8s.lan' }, null],
  ['https://xk8s.lan', { HTTPS_PROXY: PROXY, NO_PROXY: 'k8s.lan' }, PROXY],
  ['https://k8s.lan:6443', { HTTPS_PROXY: PROXY, NO_PROXY: 'k8s.lan:443' }, PROXY],
  ['https://k8s.lan:6443', { HTTPS_PROXY: PROXY, NO_PROXY: 'k8s.lan:6443' }, null],
  ['https://10.1.2.3', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' }, null],
  ['https://11.1.2.3', { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8,10.0.0.0/99' }, PROXY],
  ['https://k8s.lan', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, null],
])('%s with %o', (server, env, proxy) => {
  expect(proxyFor(new URL(server), '', env)).toBe(proxy);
});

it('takes the kubeconfig’s own first, and none but of HTTP', () => {
  const server = new URL('https://127.0.0.1');
  expect(proxyFor(server, PROXY, { NO_PROXY: '*' })).toBe(PROXY);
  expect(() => proxyFor(server, 'socks5://a:1', {})).toThrow(expect.objectContaining({ code: 'proxy-unsupported' }));
});
