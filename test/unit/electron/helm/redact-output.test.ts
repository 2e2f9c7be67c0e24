import { expect, it } from 'vitest';
import type { HelmRunEvent } from '../../../../shared/helm';
import { createLiveOutput } from '../../../../electron/helm/live-output';
import { createOutputRedactor } from '../../../../electron/helm/redact-output';

const nothing = { values: '', manifests: [], publicWords: [] };

it('takes out what the user typed, in whatever form helm quotes it', () => {
  const values =
    'db:\n  user: maria\n  password: "hunter2-x"\n  port: 54321\n  keys: [first-key]\ntext: |\n  line one\n  line two\n';
  const redact = createOutputRedactor({ ...nothing, values });
  const told = redact('maria said "hunter2-x" on 54321 with first-key: line two aHVudGVyMi14');
  expect(told).not.toMatch(/maria|hunter2|54321|first-key|line two|aHVudGVyMi14/);
});

it('leaves what is shown anyway, short words and words that say nothing', () => {
  const redact = createOutputRedactor({ ...nothing, values: 'name: shop\non: true\nn: 3\n', publicWords: ['shop'] });
  expect(redact('shop has 3, which is true')).toBe('shop has 3, which is true');
});

it('takes out what it can of values that are no YAML', () => {
  const redact = createOutputRedactor({ ...nothing, values: 'a: [hunter2\n- "secret-word"\nb: "x' });
  expect(redact('yaml: [hunter2 and secret-word')).not.toMatch(/hunter2|secret-word/);
});

it('takes out what Secrets hold, encoded or not', () => {
  const manifest = [
    'kind: Secret\nmetadata: {name: a}\ndata: {password: aHVudGVyMi14}\nstringData:\n  other: plain-text\n',
    '---\nkind: List\nitems:\n- kind: Secret\n  stringData: {a: in-a-list}\n- kind: ConfigMap\n  data: {a: harmless}\n',
  ];
  const redact = createOutputRedactor({ ...nothing, manifests: [manifest.join('')] });
  const told = redact('hunter2-x aHVudGVyMi14 plain-text in-a-list harmless');
  expect(told).toMatch(/^(?:\[redacted\] ){4}harmless$/);
});

it('takes out tokens and headers whoever gave them', () => {
  const redact = createOutputRedactor(nothing);
  expect(redact('Authorization: Bearer abc.def https://ana:pw1234@x/')).not.toMatch(/abc\.def|pw1234/);
});

it('tells phases and redacted lines of both helms, without stacks', () => {
  const events: HelmRunEvent[] = [];
  const output = createLiveOutput(
    (event) => events.push(event),
    (text) => text.replaceAll('hunter2', '…'),
  );
  const lines = [
    'client.go:142: 2026-11-24 20:56:45.93 +0000 UTC m=+0.1 [debug] creating 3 resource(s)',
    'level=DEBUG msg="creating resources" password=hunter2',
    'wait.go:50: 2026-11-24 20:56:45.93 +0000 UTC m=+0.1 [debug] beginning wait for 3 resources with timeout of 5m0s',
    'helm.sh/helm/v3/pkg/chart/loader.LoadFiles',
    '\thelm.sh/helm/v3/pkg/chart/loader/load.go:161',
    '',
  ];
  for (const line of lines) output.add(line);
  expect(events).toEqual([
    { type: 'phase', phase: 'starting' },
    { type: 'phase', phase: 'applying' },
    { type: 'line', text: 'creating 3 resource(s)' },
    { type: 'line', text: 'creating resources password=…' },
    { type: 'phase', phase: 'waiting' },
    { type: 'line', text: 'beginning wait for 3 resources with timeout of 5m0s' },
  ]);
});
