import { expect, it } from 'vitest';
import {
  historyArguments,
  listArguments,
  madeArguments,
  metadataArguments,
  statusArguments,
  valuesArguments,
} from '../../../../electron/helm/read-arguments';

const target = { kubeconfigFiles: ['/k'], context: 'kind-dev', namespace: 'shop' } as const;
const TARGET = '--kubeconfig /k --kube-context kind-dev --namespace shop';

it('lists every status by its own name, as --all means another thing in helm 3 than in 4', () => {
  const statuses = '--deployed --failed --pending --superseded --uninstalled --uninstalling --max 0 --output json';
  expect(listArguments(target, { allNamespaces: false }).join(' ')).toBe(`list ${TARGET} ${statuses}`);
  expect(listArguments(target, { allNamespaces: true }).join(' ')).toBe(`list ${TARGET} --all-namespaces ${statuses}`);
});

it('reads one release', () => {
  expect(historyArguments(target, 'web').join(' ')).toBe(`history web ${TARGET} --max 256 --output json`);
  expect(statusArguments(target, 'web', null).join(' ')).toBe(`status web ${TARGET} --output json`);
  expect(metadataArguments(target, 'web', 2).join(' ')).toBe(`get metadata web ${TARGET} --revision 2 --output json`);
  expect(madeArguments(target, 'web', { revision: 2, mark: ' | ' }).join(' ')).toBe(
    `get all web ${TARGET} --revision 2 --template {{.Release.Version}} | {{.Release.Info.Status}} | ` +
      '{{.Release.Chart.Metadata.Name}} | {{.Release.Chart.Metadata.Version}} | {{.Release.Manifest}} | ' +
      '{{range .Release.Hooks}}---{{"\\n"}}# Source: {{.Path}}{{"\\n"}}{{.Manifest}}{{"\\n"}}{{end}}',
  );
  expect(valuesArguments(target, 'web', { revision: null, all: true }).join(' ')).toBe(
    `get values web ${TARGET} --all --output yaml`,
  );
});
