import { describe, expect, it } from 'vitest';
import { podTrouble, stateOf } from '../../../../electron/cluster/resource-state';

const told = (kind: string, object: Record<string, unknown>) => {
  const { state, message } = stateOf(kind, { metadata: { generation: 2 }, ...object });
  return `${state}${message === '' ? '' : `: ${message}`}`;
};
const condition = (type: string, status: string, reason = '', message = '') => ({ type, status, reason, message });

function deployment(status: object, replicas?: number): string {
  const spec = replicas === undefined ? {} : { replicas };
  return told('Deployment', { spec, status: { observedGeneration: 2, ...status } });
}

function waiting(reason: string): object {
  return { state: { waiting: { reason, message: 'no such image' } } };
}

describe('a deployment', () => {
  it.each([
    ['ready: 2 of 2 ready', { replicas: 2, updatedReplicas: 2, availableReplicas: 2 }, 2],
    ['progressing: 1 of 2 ready', { replicas: 2, updatedReplicas: 2, availableReplicas: 1 }, 2],
    ['progressing: 1 of 2 updated', { replicas: 3, updatedReplicas: 1, availableReplicas: 3 }, 2],
    ['progressing: 1 old to end', { replicas: 3, updatedReplicas: 2, availableReplicas: 3 }, 2],
    ['ready: 0 of 0 ready', {}, 0],
    ['progressing: 0 of 1 updated', {}, undefined],
    ['progressing: not looked at by the cluster yet', { observedGeneration: 1, replicas: 1, updatedReplicas: 1 }, 1],
    [
      'failed: ProgressDeadlineExceeded: took too long',
      { conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded', 'took too long')] },
      1,
    ],
    [
      'failed: FailedCreate: exceeded quota',
      { conditions: [condition('ReplicaFailure', 'True', 'FailedCreate', 'exceeded quota')] },
      1,
    ],
  ])('is %s', (expected, status, replicas) => {
    expect(deployment(status, replicas)).toBe(expected);
  });
});

describe('other kinds', () => {
  it.each([
    ['progressing: 0 of 1 ready', 'StatefulSet', { spec: { replicas: 1 }, status: { readyReplicas: 0 } }],
    ['ready: 1 of 1 ready', 'StatefulSet', { spec: { replicas: 1 }, status: { readyReplicas: 1 } }],
    [
      'progressing: 0 of 1 updated',
      'StatefulSet',
      { spec: { replicas: 1 }, status: { readyReplicas: 1, currentRevision: 'a', updateRevision: 'b' } },
    ],
    [
      'progressing: 1 of 2 ready',
      'DaemonSet',
      { spec: {}, status: { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 1 } },
    ],
    ['ready: finished', 'Job', { status: { conditions: [condition('Complete', 'True')] } }],
    ['progressing: running', 'Job', { status: { active: 1 } }],
    ['exists: suspended', 'Job', { status: { conditions: [condition('Suspended', 'True')] } }],
    [
      'failed: BackoffLimitExceeded: reached its limit',
      'Job',
      { status: { conditions: [condition('Failed', 'True', 'BackoffLimitExceeded', 'reached its limit')] } },
    ],
    ['progressing: waits for a volume', 'PersistentVolumeClaim', { status: { phase: 'Pending' } }],
    ['ready: bound', 'PersistentVolumeClaim', { status: { phase: 'Bound' } }],
    ['failed: its volume is gone', 'PersistentVolumeClaim', { status: { phase: 'Lost' } }],
    ['exists', 'Service', { spec: { type: 'ClusterIP' } }],
    ['progressing: waits for an address', 'Service', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } }],
    ['ready', 'Service', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip: '::1' }] } } }],
    ['ready', 'CustomResourceDefinition', { status: { conditions: [condition('Established', 'True')] } }],
    ['progressing: not established yet', 'CustomResourceDefinition', {}],
    ['ready', 'Pod', { status: { phase: 'Running', conditions: [condition('Ready', 'True')] } }],
    ['progressing: not ready yet', 'Pod', { status: { phase: 'Running' } }],
    ['ready: finished', 'Pod', { status: { phase: 'Succeeded' } }],
    ['failed: Evicted', 'Pod', { status: { phase: 'Failed', reason: 'Evicted' } }],
    ['exists', 'ConfigMap', {}],
    ['ready', 'Certificate', { status: { conditions: [condition('Ready', 'True')] } }],
    [
      'progressing: Issuing: asked for',
      'Certificate',
      { status: { conditions: [condition('Ready', 'False', 'Issuing', 'asked for')] } },
    ],
    [
      'failed: Stalled: no key',
      'Kustomization',
      { status: { conditions: [condition('Stalled', 'True', '', 'no key')] } },
    ],
    ['progressing: on its way out', 'Secret', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }],
  ])('are %s: %s', (expected, kind, object) => {
    expect(told(kind, object)).toBe(expected);
  });

  it('never fail, whatever they hold', () => {
    for (const odd of [
      { status: 7 },
      { status: { conditions: 'x' } },
      { spec: null, status: [] },
      { metadata: 'no' },
    ]) {
      for (const kind of ['Deployment', 'StatefulSet', 'Job', 'Pod', 'Service', 'Thing']) {
        expect(stateOf(kind, odd).state).toMatch(/^[a-z]+$/);
      }
    }
  });
});

describe('what is in a pod’s way', () => {
  it('is an image that can’t be pulled, which lasts', () => {
    const pod = { status: { containerStatuses: [waiting('ContainerCreating'), waiting('ImagePullBackOff')] } };
    expect(podTrouble(pod)).toEqual({ words: 'ImagePullBackOff: no such image', isLasting: true });
  });
  it('is no node with room for it, which may change', () => {
    const pod = { status: { conditions: [condition('PodScheduled', 'False', 'Unschedulable', 'no room')] } };
    expect(podTrouble(pod)).toEqual({ words: 'Unschedulable: no room', isLasting: false });
  });
  it('is nothing while it is made', () => {
    expect(podTrouble({ status: { containerStatuses: [waiting('ContainerCreating')] } })).toBeNull();
  });
});
