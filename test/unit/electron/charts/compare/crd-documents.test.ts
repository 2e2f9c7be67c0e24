import { describe, expect, it } from 'vitest';
import { crdChanges } from '../../../../../electron/charts/compare/crd-changes';
import { crdDocuments } from '../../../../../electron/charts/compare/crd-documents';

const CRD = `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    name: not-this
  name: "coupons.shop.example.com"
spec:
  group: shop.example.com
  versions:
  - additionalPrinterColumns:
    - name: Age
      served: false
    name: v1alpha1
    schema:
      openAPIV3Schema:
        properties:
          name: {}
    served: false
    storage: false
    deprecated: true
  - name: v1
    served: true
    storage: true
status: {}
`;

describe('CRDs', () => {
  it('are told with their versions, one of several in a file', () => {
    const found = crdDocuments(`# words\n${CRD}---\nkind: ConfigMap\n${CRD.replace('coupons', 'carts')}`);
    expect(found.map(({ name, line }) => [name, line])).toEqual([
      ['coupons.shop.example.com', 2],
      ['carts.shop.example.com', 29],
    ]);
    expect(found[0]?.versions).toEqual([
      { name: 'v1alpha1', isServed: false, isStorage: false, isDeprecated: true },
      { name: 'v1', isServed: true, isStorage: true, isDeprecated: false },
    ]);
  });

  it('are told in templates, with what can be told of them', () => {
    const [crd] = crdDocuments(
      '{{- if .Values.crds }}\nkind: CustomResourceDefinition\nmetadata:\n  name: a.b\n{{- end }}\nspec:\n  {{ x }}\n',
    );
    expect([crd?.name, crd?.versions]).toEqual(['a.b', null]);
  });

  it('are none where only a schema speaks of them', () => {
    expect(crdDocuments('kind: ConfigMap\ndata:\n  x: |\n    kind: CustomResourceDefinition\n')).toEqual([]);
  });

  it('are compared by their names, wherever they stand', () => {
    const [crd] = crdDocuments(CRD);
    if (crd === undefined) throw new Error('no CRD');
    const at = (path: string, name: string, text = crd.text) => ({ ...crd, name, text, path, isTemplate: false });
    const changes = crdChanges(
      [at('crds/a.yaml', 'a'), at('crds/b.yaml', 'b'), at('crds/c.yaml', 'c')],
      [at('crds/all.yaml', 'b'), at('crds/c.yaml', 'c', 'other'), at('crds/d.yaml', 'd')],
    );
    expect(changes.map(({ change, name }) => `${change} ${name}`)).toEqual([
      'removed a',
      'same b',
      'changed c',
      'added d',
    ]);
  });
});
