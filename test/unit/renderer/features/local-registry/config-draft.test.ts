import { describe, expect, it } from 'vitest';
import { checkDraft, readPort, splitHosts } from '../../../../../renderer/features/local-registry/config-draft';
import { DEFAULT_LOCAL_REGISTRY } from '../../../../../shared/local-registry-defaults';

const config = { ...DEFAULT_LOCAL_REGISTRY, allowedHosts: ['host.docker.internal'] };

describe('checkDraft', () => {
  it('changes nothing where nothing was typed, or the same again', () => {
    const unchanged = { change: {}, isChanged: false, portProblem: null, hostsProblem: null };
    expect(checkDraft({}, config)).toEqual(unchanged);
    const same = { engine: 'built-in', port: ' 5000', hosts: 'HOST.docker.internal ' } as const;
    expect(checkDraft(same, config)).toEqual(unchanged);
  });

  it('gives only what differs', () => {
    expect(checkDraft({ port: '5001', hosts: 'host.docker.internal' }, config).change).toEqual({ port: 5001 });
    expect(checkDraft({ engine: 'podman', hosts: '' }, config).change).toEqual({ engine: 'podman', allowedHosts: [] });
  });

  it('changes nothing at all while something is wrong, and says what', () => {
    const checked = checkDraft({ engine: 'docker', port: '' }, config);
    const portProblem = 'Enter a whole number from 1 to 65535.';
    expect(checked).toEqual({ change: {}, isChanged: true, portProblem, hostsProblem: null });
    expect(checkDraft({ hosts: 'ok.lan https://x' }, config).hostsProblem).toContain("“https://x” isn't a host name");
    expect(checkDraft({ hosts: 'a.lan:5000' }, config).hostsProblem).toContain('a.lan:5000');
    const many = Array.from({ length: 21 }, (_, index) => `h${index}.lan`).join(' ');
    expect(checkDraft({ hosts: many }, config).hostsProblem).toBe('At most 20 names.');
  });
});

it.each([
  ['1', 1],
  ['65535', 65_535],
  [' 5001 ', 5001],
  ['0', null],
  ['65536', null],
  ['-1', null],
  ['50.5', null],
  ['5e3', null],
  ['0x50', null],
  ['', null],
  ['123456', null],
])('reads the port %j as %j', (text, port) => {
  expect(readPort(text)).toBe(port);
});

it('splits host names at spaces and commas, in lower case, each once', () => {
  expect(splitHosts(' Host.Docker.Internal,kind-registry  host.docker.internal\n')).toEqual([
    'host.docker.internal',
    'kind-registry',
  ]);
  expect(splitHosts('  ')).toEqual([]);
});
