/** What the user has chosen and typed so far for an install, and what follows from it. Pure. */
import { TIMEOUT_BOUNDS } from '../../../shared/helm-option-bounds';
import type { InstallOptions } from '../../../shared/helm-options';
import type { InstallPreview } from '../../../shared/release-preview';
import {
  MAX_RELEASE_NAME_LENGTH,
  namespaceProblem,
  releaseNameProblem,
  type NamespaceProblem,
  type ReleaseNameProblem,
} from '../../../shared/release-name';
import { NO_FILES, type ValuesFiles } from '../../values/values-files';
import { formatDuration, parseDuration } from './duration';
import type { StepProblem } from '../../wizard-steps';
import type { RunDraft } from './use-previewed-run';

export interface TargetDraft {
  /** Null until the user chose one: where the user works is taken then. */
  readonly context: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}

export interface InstallDraft {
  readonly target: TargetDraft;
  readonly tag: string;
  /** The overrides as they are written, YAML; the files under them go along. */
  readonly values: string;
  readonly valuesFiles: ValuesFiles;
  readonly options: InstallOptions;
  /** As typed: `5m`. What `options` says of it counts only where this can be read. */
  readonly timeout: string;
}

/** A draft with what was made of it. */
export type InstallWizardDraft = InstallDraft & RunDraft<InstallPreview>;

/** A wait of five minutes as helm's own, and what is safest otherwise. */
export const FIRST_OPTIONS: InstallOptions = {
  wait: 'ready',
  timeoutMs: TIMEOUT_BOUNDS.defaultMs,
  rollBackOnFailure: false,
  description: '',
  takeOwnership: false,
  skipCrds: false,
  skipSchemaValidation: false,
  forceReplace: false,
  forceConflicts: false,
  createNamespace: false,
};

export function newDraft(tag: string): InstallWizardDraft {
  return {
    target: { context: null, namespace: null, name: null },
    tag,
    values: '',
    valuesFiles: NO_FILES,
    options: FIRST_OPTIONS,
    timeout: formatDuration(FIRST_OPTIONS.timeoutMs),
    previewed: null,
    operationId: null,
  };
}

/** Ids of the fields that problems lead to. */
export const FIELD_IDS = {
  context: 'install-context',
  namespace: 'install-namespace',
  name: 'install-name',
  timeout: 'install-timeout',
} as const;

const NAME_WORDS: Readonly<Record<ReleaseNameProblem, string>> = {
  empty: 'Enter a name for the release.',
  'too-long': `Use at most ${MAX_RELEASE_NAME_LENGTH} characters: charts add to the name, and Kubernetes takes 63.`,
  characters: 'Use small letters, digits, - and ., with a letter or digit at both ends.',
  'upper-case': 'Use small letters only.',
  'not-text': 'YAML reads this name as a number or as yes or no, and charts fail with it. Add a letter or a word.',
};

const NAMESPACE_WORDS: Readonly<Record<NamespaceProblem, string>> = {
  empty: 'Choose a namespace, or enter the name of a new one.',
  'too-long': 'Use at most 63 characters.',
  characters: 'Use small letters, digits and -, with a letter or digit at both ends.',
  'upper-case': 'Use small letters only.',
};

export function nameWords(name: string): string | null {
  const problem = releaseNameProblem(name);
  return problem === null ? null : NAME_WORDS[problem];
}

export function namespaceWords(namespace: string): string | null {
  const problem = namespaceProblem(namespace);
  return problem === null ? null : NAMESPACE_WORDS[problem];
}

/** The target with what was not chosen filled in. */
export interface Target {
  readonly context: string | null;
  readonly namespace: string;
  readonly name: string;
}

export function targetProblems({ context, namespace, name }: Target): readonly StepProblem[] {
  const problems: StepProblem[] = [];
  if (context === null) problems.push({ text: 'Choose a context.', fieldId: FIELD_IDS.context });
  const forNamespace = namespaceWords(namespace);
  if (forNamespace !== null) problems.push({ text: `Namespace: ${forNamespace}`, fieldId: FIELD_IDS.namespace });
  const forName = nameWords(name);
  if (forName !== null) problems.push({ text: `Release name: ${forName}`, fieldId: FIELD_IDS.name });
  return problems;
}

/** ms; null where it can't be read or helm would not take it. */
export function timeoutOf(text: string): number | null {
  const ms = parseDuration(text);
  return ms === null || ms < TIMEOUT_BOUNDS.leastMs || ms > TIMEOUT_BOUNDS.mostMs ? null : ms;
}

export const TIMEOUT_WORDS = 'Enter a length of time up to a day, such as 90s, 5m or 1h30m.';

export function optionProblems(timeout: string): readonly StepProblem[] {
  return timeoutOf(timeout) === null ? [{ text: `Time-out: ${TIMEOUT_WORDS}`, fieldId: FIELD_IDS.timeout }] : [];
}
