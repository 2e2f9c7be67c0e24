/**
 * What helm says when it fails, read as a HelmFailure. Its texts differ by version, so fragments are matched, without regard to case.
 * Pure.
 */
import type { HelmFailure, SchemaProblem, UnreachableProblem } from './helm-error';

type Read = (text: string, match: RegExpExecArray) => HelmFailure;
type Rule = readonly [fragment: RegExp, read: Read];

const simply =
  (failure: HelmFailure): Read =>
  () =>
    failure;

/** The first that is found counts: what quotes another failure stands after it. */
const RULES: readonly Rule[] = [
  [/cluster unreachable/i, (text) => ({ code: 'cluster-unreachable', problem: unreachableProblem(text) })],
  [/values don't meet the specifications of the schema/i, (text) => schemaFailure(text)],
  [/failed to parse -: /i, simply({ code: 'values-unreadable' })],
  // A cancelled run is told also by what it was at: a hook, a wait.
  [/has been cancelled|context canceled/i, simply({ code: 'cancelled' })],
  [/cannot re-?use (?:a )?name that is still in use|cannot re-use/i, simply({ code: 'name-in-use' })],
  [/another operation \(install\/upgrade\/rollback\) is in progress/i, simply({ code: 'operation-in-progress' })],
  [/has no deployed releases/i, simply({ code: 'no-deployed-release' })],
  [/release: not found|release name .* not found/i, simply({ code: 'release-not-found' })],
  [/invalid release name|release name is invalid|release name ".*" exceeds max length/i, simply({ code: 'bad-name' })],
  [/library charts are not installable/i, simply({ code: 'library-chart' })],
  [
    /chart requires kubeVersion: (.*?) which is incompatible/i,
    (_text, [, required]) => ({ code: 'kubernetes-version', required: required ?? null }),
  ],
  [
    /found in Chart\.yaml, but missing in charts\/ directory: (.*)/i,
    (_text, [, names = '']) => ({ code: 'dependencies-missing', names: names.split(',').map((name) => name.trim()) }),
  ],
  [
    /Too long: (?:must have at most|may not be more than) \d+|request is too large/i,
    simply({ code: 'release-too-large' }),
  ],
  [/conflicts?: conflicts? with "([^"]*)"/i, (text, [, manager = '']) => conflict(text, manager)],
  [
    /((?:\w+) "[^"]*" in namespace "[^"]*") exists and cannot be imported[^:]*: invalid ownership metadata/i,
    (_text, [, resource = null]) => ({ code: 'not-owned', resource }),
  ],
  [/invalid ownership metadata/i, simply({ code: 'not-owned', resource: null })],
  [/cannot unmarshal (?:bool|number) into Go struct field .* of type string/i, simply({ code: 'name-not-text' })],
  [/no matches for kind|ensure CRDs are installed first/i, (text) => unknownKinds(text)],
  [
    /(?:pre|post)-(?:install|upgrade|rollback|delete)(?: hooks?)? failed|failed (?:pre|post)-\w+/i,
    (text) => hookFailure(text),
  ],
  [/is forbidden|: forbidden\b/i, (text) => forbidden(text)],
  [
    /namespaces "([^"]*)" not found|namespace "?([^"\s]*)"? not found/i,
    (_text, [, first, second]) => ({ code: 'namespace-missing', namespace: first ?? second ?? '' }),
  ],
  [/context deadline exceeded|timed out waiting/i, (text) => ({ code: 'wait-timeout', notReady: notReady(text) })],
  [
    /(?:execution error|template: |error calling|parse error) ?at? ?\(?([\w./-]+:\d+(?::\d+)?)?/i,
    (_text, [, place = null]) => ({ code: 'template-failed', place }),
  ],
  [
    /admission webhook|denied the request| is invalid: |strict decoding error|unable to build kubernetes objects/i,
    simply({ code: 'object-rejected' }),
  ],
];

/** `text` as `helmWords` gives it. */
export function readFailure(text: string): HelmFailure {
  for (const [fragment, read] of RULES) {
    const match = fragment.exec(text);
    if (match !== null) return read(text, match);
  }
  return { code: 'failed' };
}

/** What helm wrote when it failed, without its debugging: from its last `Error: ` on, or the end of all. */
export function helmWords(stderr: string): string {
  const lines = stderr.split('\n');
  const start = lines.map((line) => line.startsWith('Error: ')).lastIndexOf(true);
  if (start < 0)
    return lines
      .filter((line) => !isDebugging(line))
      .slice(-20)
      .join('\n')
      .trim();
  const rest = lines.slice(start);
  const end = rest.findIndex((line, index) => index > 0 && isDebugging(line));
  return (end < 0 ? rest : rest.slice(0, end)).join('\n').slice('Error: '.length).trim();
}

/** helm 3 adds where in its own code it failed; helm 4 writes records. */
function isDebugging(line: string): boolean {
  return /^\w+\.go:\d+: |^level=|^time=\S+ level=|^[\w./()*-]+\.[\w.()*]+$|^\t\S+\.go:\d+$/.test(line);
}

function unreachableProblem(text: string): UnreachableProblem {
  if (/connection refused|actively refused/i.test(text)) return 'refused';
  if (/no such host|server misbehaving/i.test(text)) return 'dns';
  if (/x509|tls: |certificate/i.test(text)) return 'tls';
  if (/executable .* (?:not found|failed)|exec plugin|getting credentials|exec: /i.test(text)) return 'login-program';
  if (/provide credentials|unauthorized/i.test(text)) return 'unauthorized';
  if (/context .* does not exist|error loading config|no such file|invalid configuration|yaml: /i.test(text)) {
    return 'kubeconfig';
  }
  if (/timeout|deadline exceeded|timed out/i.test(text)) return 'timeout';
  return 'other';
}

function schemaFailure(text: string): HelmFailure {
  let chart = '';
  const problems: SchemaProblem[] = [];
  for (const line of text.split('\n').slice(1)) {
    const name = /^([\w.-]+):$/.exec(line.trim())?.[1];
    // 4: - at '/replicas': minimum: got 1, want 5   3: - replicas: Must be greater than or equal to 5
    const [, inFour, inThree, problem] = /^\s*- (?:at '([^']*)'|([^:]+)): (.*)$/.exec(line) ?? [];
    if (name !== undefined) chart = name;
    else if (problem !== undefined) problems.push({ chart, place: inFour ?? inThree ?? '', text: problem });
  }
  return { code: 'values-rejected', problems };
}

function conflict(text: string, manager: string): HelmFailure {
  // One: `conflict with "other": .spec.replicas`. Several: `conflicts with "other":` and a line `- .spec.x` for each.
  const [, after = ''] = /conflicts? with "[^"]*"[^:]*:([\s\S]*)/i.exec(text) ?? [];
  return { code: 'apply-conflict', manager, fields: [...new Set(after.match(/\.[A-Za-z][^\s,:;]*/g) ?? [])] };
}

function unknownKinds(text: string): HelmFailure {
  const kinds = [...text.matchAll(/no matches for kind "([^"]*)" in version "([^"]*)"/gi)];
  return { code: 'unknown-kinds', kinds: kinds.map(([, kind = '', version = '']) => `${version} ${kind}`) };
}

function hookFailure(text: string): HelmFailure {
  return {
    code: 'hook-failed',
    hook: /\b((?:pre|post)-(?:install|upgrade|rollback|delete))\b/i.exec(text)?.[1] ?? null,
  };
}

function forbidden(text: string): HelmFailure {
  const [, user = null, verb = null, resource = null] =
    /User "([^"]*)" cannot (\S+) resource "([^"]*)"/i.exec(text) ?? [];
  const namespace = /in the namespace "([^"]*)"/i.exec(text)?.[1] ?? null;
  return { code: 'forbidden', user, verb, resource, namespace };
}

function notReady(text: string): readonly string[] {
  return [...text.matchAll(/resource ([\w.-]+\/[\w./-]+) not ready(?:\. ([^\n]*))?/gi)].map(([, name = '', state]) =>
    state === undefined ? name : `${name}: ${state}`,
  );
}
