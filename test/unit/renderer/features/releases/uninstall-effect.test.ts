import { expect, test } from 'vitest';
import { uninstallEffect } from '../../../../../renderer/features/releases/uninstall-effect';
import type { ManifestResource } from '../../../../../shared/manifest';

function resource(name: string, text: string, hookEvents: string[] = []): ManifestResource {
  return { apiVersion: 'v1', kind: 'ConfigMap', name, namespace: null, source: null, hookEvents, text };
}

test('what is marked to be kept and what hooks made stays', () => {
  const effect = uninstallEffect([
    resource('plain', 'data: {note: "helm.sh/resource-policy: keep"}'),
    resource('kept', 'metadata:\n  annotations:\n    helm.sh/resource-policy: keep\n'),
    resource('quoted', 'metadata:\n  annotations:\n    \'helm.sh/resource-policy\': "keep"\n'),
    resource('other', 'metadata:\n  annotations:\n    helm.sh/resource-policy: keeper\n'),
    resource('hook', 'x: y', ['post-install']),
  ]);
  expect(effect).toEqual({
    goes: ['ConfigMap plain', 'ConfigMap other'],
    kept: ['ConfigMap kept', 'ConfigMap quoted'],
    hooks: ['ConfigMap hook'],
  });
});
