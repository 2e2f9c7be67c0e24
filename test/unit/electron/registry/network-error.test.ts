import { expect, test } from 'vitest';
import { toRegistryError } from '../../../../electron/registry/network-error';
import { RegistryError } from '../../../../electron/registry/registry-error';

const CONTEXT = { host: 'reg.example' };
const read = (error: unknown) => toRegistryError(error, CONTEXT).failure;
const withCode = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['ENOTFOUND', { code: 'network', problem: 'dns' }],
  ['EAI_AGAIN', { code: 'network', problem: 'dns' }],
  ['ECONNREFUSED', { code: 'network', problem: 'refused' }],
  ['UND_ERR_CONNECT_TIMEOUT', { code: 'network', problem: 'timeout' }],
  ['UND_ERR_BODY_TIMEOUT', { code: 'network', problem: 'timeout' }],
  ['ECONNRESET', { code: 'network', problem: 'reset' }],
  ['UND_ERR_SOCKET', { code: 'network', problem: 'reset' }],
  ['EHOSTUNREACH', { code: 'network', problem: 'other' }],
  ['HPE_INVALID_CONSTANT', { code: 'invalid-answer' }],
  ['UND_ERR_HEADERS_OVERFLOW', { code: 'invalid-answer' }],
  ['SELF_SIGNED_CERT_IN_CHAIN', { code: 'tls', problem: 'untrusted' }],
  ['CERT_HAS_EXPIRED', { code: 'tls', problem: 'expired' }],
  ['ERR_TLS_CERT_ALTNAME_INVALID', { code: 'tls', problem: 'name-mismatch' }],
  ['ERR_SSL_WRONG_VERSION_NUMBER', { code: 'tls', problem: 'plain-http' }],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', { code: 'tls', problem: 'other' }],
  ['EPROTO', { code: 'tls', problem: 'other' }],
])('%s', (code, expected) => {
  expect(read(withCode(code))).toEqual(expected);
});

test('the errors of several addresses are read as the first of them', () => {
  expect(read(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toMatchObject({
    problem: 'refused',
  });
});

test('a TLS alert where HTTP was to come', () => {
  const error = Object.assign(withCode('HPE_INVALID_CONSTANT'), { data: '\u0015\u0003\u0003\u0000\u0002' });
  expect(read(error)).toEqual({ code: 'network', problem: 'tls-to-plain' });
});

test('what a certificate says is one short line without control, bidi and invisible characters', () => {
  const error = new Error(`Host: x. is not cert's CN: \u001b[31m\u202eevil\u0000\n${'long '.repeat(1000)}`);
  expect(toRegistryError(error, CONTEXT).message).toMatch(/^reg\.example: [^\p{Cc}\p{Cf}]{10,401}$/u);
});

test('anything else is told as it is, with its cause; a RegistryError stays', () => {
  const cause = new Error('odd');
  expect(toRegistryError(cause, CONTEXT)).toMatchObject({
    message: 'reg.example: odd',
    failure: { code: 'network', problem: 'other' },
    cause,
  });
  expect(read('text')).toEqual({ code: 'network', problem: 'other' });
  const own = new RegistryError('x', { code: 'forbidden' }, CONTEXT);
  expect(toRegistryError(own, { host: 'elsewhere' })).toBe(own);
});
