import { expect, it } from 'vitest';
import { kubernetesFit } from '../../../shared/kubernetes-fit';

it.each([
  ['>=1.25.0-0', 'v1.31.2', 'fits'],
  ['>=1.25.0-0', 'v1.31.2-eks-1', 'fits'],
  ['>=1.25.0', 'v1.31.2-eks-1', 'helm-4'],
  ['>=1.25.0', 'v1.31.2+k3s1', 'fits'],
  ['>=1.25.0', 'v1.24.17', 'refused'],
  ['1.24.x || 1.25.x', 'v1.26.0', 'refused'],
  ['nonsense', 'v1.31.2', 'refused'],
  ['>=1.25.0', 'latest', null],
])('a chart for %s and a cluster of %s: %s', (range, version, expected) => {
  expect(kubernetesFit(range, version)).toBe(expected);
});
