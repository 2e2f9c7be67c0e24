import { describe, expect, it } from 'vitest';
import { namespaceCheckWords, takenWords } from '../../../../../renderer/features/release-wizard/target-words';
import type { NamespaceCheck } from '../../../../../shared/release';

const OPEN: NamespaceCheck = { isThere: true, mayCreate: true, mayInstall: true };

function words(change: Partial<NamespaceCheck>, isWanted: boolean): string | null {
  return namespaceCheckWords({ ...OPEN, ...change }, 'web', isWanted)?.text ?? null;
}

describe('a name that is taken', () => {
  const taken = { revision: 3, chart: { name: 'shop', version: '1.0.0' } };
  it.each([
    ['deployed', 'deployed at revision 3. Choose another name, or upgrade that one'],
    ['failed', 'failed at revision 3. Choose another name, or upgrade that one'],
    ['uninstalled', 'Its history was kept, and with it its name'],
    ['pending-install', 'open it to see what it waits for'],
  ] as const)('says who has it: %s', (status, expected) => {
    expect(takenWords({ ...taken, status }, 'web')).toContain(expected);
  });
});

describe('a namespace', () => {
  it('that is there and may be used needs no words', () => {
    expect(words({}, false)).toBeNull();
    expect(words({ mayCreate: false }, false)).toBeNull();
    // Nothing is known against it.
    expect(words({ isThere: null, mayCreate: false }, false)).toBeNull();
  });
  it('that is missing is created, or another one is chosen', () => {
    expect(words({ isThere: false }, true)).toBeNull();
    expect(words({ isThere: false }, false)).toContain('Let it be created');
    expect(words({ isThere: false, mayCreate: false }, false)).toContain('you may not create one');
    expect(words({ isThere: null, mayCreate: false }, true)).toContain('You may not create namespaces');
  });
  it('in which Helm may keep nothing is told of', () => {
    expect(words({ mayInstall: false }, false)).toContain('You may not install into web');
  });
});
