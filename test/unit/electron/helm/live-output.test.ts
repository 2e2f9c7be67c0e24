import { describe, expect, it } from 'vitest';
import { createLiveOutput } from '../../../../electron/helm/live-output';
import { hookNames } from '../../../../electron/helm/manifest/contents';

function phasesOf(lines: readonly string[], hooks: readonly string[]): readonly string[] {
  const phases: string[] = [];
  const output = createLiveOutput(
    (event) => void (event.type === 'phase' && phases.push(event.phase)),
    (text) => text,
    new Set(hooks),
  );
  for (const line of lines) output.add(line);
  return phases;
}

/** As helm 4.2.3 writes them of an install whose hook comes after it. */
const HELM_4 = [
  'level=DEBUG msg="creating resource(s)" resources=2',
  'level=DEBUG msg="Created resource via patch" namespace=hook-1 name=hook-settings gvk="/v1, Kind=ConfigMap"',
  'level=DEBUG msg="waiting for resources" count=2 timeout=5m0s',
  'level=DEBUG msg="starting delete resource" namespace=hook-1 name=announce kind=Job',
  'level=DEBUG msg="waiting for resources to be deleted" count=1 timeout=5m0s',
  'level=DEBUG msg="creating resource(s)" resources=1',
  'level=DEBUG msg="Created resource via patch" namespace=hook-1 name=announce gvk="batch/v1, Kind=Job"',
  'level=DEBUG msg="waiting for resources" count=1 timeout=5m0s',
];

describe('the phase of helm', () => {
  it('is that of hooks while it works at one, whatever words it has for that', () => {
    expect(phasesOf(HELM_4, ['announce'])).toEqual(['starting', 'applying', 'waiting', 'hooks']);
  });

  it('is not that of hooks where only a name has the word in it', () => {
    expect(phasesOf(HELM_4, [])).not.toContain('hooks');
    expect(phasesOf(['creating 1 resource(s)', 'webhook "hook" patched'], ['announce'])).not.toContain('hooks');
  });

  it('goes on from hooks to what comes next', () => {
    const lines = [
      'Starting delete for "announce" Job',
      'creating 1 resource(s)',
      'Watching for changes to Job announce with timeout of 5m0s',
      'creating 3 resource(s)',
      'beginning wait for 3 resources with timeout of 5m0s',
    ];
    expect(phasesOf(lines, ['announce'])).toEqual(['starting', 'hooks', 'applying', 'waiting']);
  });

  it('names of hooks are read from manifests', () => {
    const manifest = [
      'kind: Service\nmetadata: {name: web}',
      'kind: Job\nmetadata:\n  name: announce\n  annotations:\n    helm.sh/hook: post-install',
    ].join('\n---\n');
    expect(hookNames(manifest)).toEqual(['announce']);
  });
});
