/** What helm tells of itself while it runs (`--debug`, on standard error), read as events for the window. Pure. */
import type { HelmPhase, HelmRunEvent } from '../../shared/helm';
import { MAX_LINE_LENGTH } from './limits';

/** By what helm 3 and 4 say; the first that fits counts. */
const PHASES: readonly (readonly [words: RegExp, phase: HelmPhase])[] = [
  [/roll(?:ing)? ?back|uninstalling release|install failed and/i, 'rolling-back'],
  [/beginning wait|waiting for|not ready|wait for resources|status: InProgress/i, 'waiting'],
  [/\bdelet(?:e|ed|ing)\b|uninstall:/i, 'deleting'],
  [
    /creating \d+ resource|creating resource|checking \d+ resources|checking resources|created a new|patch|server-side apply/i,
    'applying',
  ],
];
/** helm 3: `client.go:142: 2026-11-24 20:56:45.93 +0000 UTC m=+0.1 [debug] words`. */
const HELM_3_PREFIX = /^\w+\.go:\d+: .*?\[debug\] /;
/** Where in its own code helm 3 failed: of no use to a user. */
const STACK = /^(?:[\w./()*-]+\.[\w.()*]+|\t\S+\.go:\d+)$/;

export interface LiveOutput {
  /** Takes a line as helm wrote it. */
  add(line: string): void;
}

/** `hookNames`: of the objects that are hooks. helm has no words for running them, only says what it does with each. */
export function createLiveOutput(
  onEvent: (event: HelmRunEvent) => void,
  redact: (text: string) => string,
  hookNames: ReadonlySet<string> = new Set(),
): LiveOutput {
  let phase: HelmPhase = 'starting';
  onEvent({ type: 'phase', phase });
  return {
    add(line) {
      const text = plainWords(line);
      if (text === '' || STACK.test(line)) return;
      const next = phaseAfter(phase, text, hookNames);
      if (next !== phase) {
        phase = next;
        onEvent({ type: 'phase', phase });
      }
      // Redacted before it is cut: half a secret is not found.
      onEvent({ type: 'line', text: redact(text).slice(0, MAX_LINE_LENGTH) });
    },
  };
}

/** What cannot be about one hook: it names another object, or is about several. */
const NOT_A_HOOK =
  /\bname=|"[^"]+"|is not ready:|creating (?!1 )\d+ resource|(?:resources|count)=(?!1\b)\d|beginning wait|checking \d+ resources/i;

function phaseAfter(phase: HelmPhase, text: string, hookNames: ReadonlySet<string>): HelmPhase {
  const told = PHASES.find(([words]) => words.test(text))?.[1] ?? phase;
  if (told === 'rolling-back' || phase === 'rolling-back') return told;
  if (hookNames.size > 0 && text.split(/[^\w.-]+/).some((word) => hookNames.has(word))) return 'hooks';
  // The words of making and awaiting one are the same for a hook.
  return phase === 'hooks' && !NOT_A_HOOK.test(text) ? phase : told;
}

/** helm 4 writes records, `level=DEBUG msg="creating 3 resource(s)" namespace=demo`: the message with what is said beside it. */
function plainWords(line: string): string {
  const [, message, rest] = /^(?:time=\S+ )?level=\w+ msg=("(?:[^"\\]|\\.)*"|\S+)(.*)$/.exec(line) ?? [];
  if (message === undefined) return line.replace(HELM_3_PREFIX, '').trim();
  return `${unquoted(message)}${rest ?? ''}`;
}

function unquoted(word: string): string {
  if (!word.startsWith('"')) return word;
  return word.slice(1, -1).replaceAll(/\\(["\\nt])/g, (_all, escaped: string) => ESCAPES[escaped] ?? escaped);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
