/**
 * Chart.yaml as Helm holds it in memory after loading: the Go structs of helm.sh/helm/v4/pkg/chart/v2 as plain data.
 * Empty stands for absent, as in Go; what is written and in which order is go-json's and helm-config's business.
 */
import type { GoJsonValue } from './go-json';

export interface HelmMaintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface HelmDependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Each is a string or a `{child, parent}` pair, but Helm takes anything. */
  readonly importValues: readonly GoJsonValue[];
  readonly alias: string;
}

export interface HelmMetadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[];
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly maintainers: readonly HelmMaintainer[];
  readonly icon: string;
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  /** A Map, so that a chart may use any key, `__proto__` too. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly kubeVersion: string;
  readonly dependencies: readonly HelmDependency[];
  readonly type: string;
}
