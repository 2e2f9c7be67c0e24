/** The words for what a preview warns of. */
import { assertNever } from '../../shared/assert-never';
import type { PreviewWarning } from '../../shared/release-preview';
import type { ReleasePlace } from '../../shared/release';
import type { ChartSource } from '../../shared/release-source';
import { chartCommand } from '../helm/command-words';
import { isBlocking, type PreviewFact } from '../releases/preview-facts';

const ORDER = { blocking: 0, warning: 1, info: 2 } as const;

/** What was previewed. */
export interface PreviewSubject {
  readonly place: ReleasePlace;
  readonly source: ChartSource;
}

/** `severity`: where it blocks nothing. */
type Words = Omit<PreviewWarning, 'severity'> & { readonly severity?: 'info' };

/** Blocking ones first. */
export function previewWarnings(facts: readonly PreviewFact[], about: PreviewSubject): PreviewWarning[] {
  const warnings = facts.map((fact): PreviewWarning => {
    const words = warningOf(fact, about);
    return { ...words, severity: isBlocking(fact) ? 'blocking' : (words.severity ?? 'warning') };
  });
  return warnings.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

function warningOf(fact: PreviewFact, { place, source }: PreviewSubject): Words {
  const { context, namespace, name } = place;
  const { code } = fact;
  switch (code) {
    case 'name-taken':
      return {
        code,
        message: `${name} is taken: there is a release of that name in ${context} / ${namespace}, ${fact.status}, revision ${fact.revision}.`,
        why:
          fact.status === 'uninstalled'
            ? 'It was uninstalled with its history kept. Choose another name, or uninstall it without keeping its history.'
            : 'Choose another name, or upgrade that release.',
        items: [],
      };
    case 'name-not-text':
      return {
        code,
        message: `YAML reads the name ${name} as a number or a yes or no.`,
        why: 'Charts that use it as a label fail. Choose another name.',
        items: [],
      };
    case 'namespace-missing':
      return namespaceWarning(fact, context);
    case 'deprecated':
      return {
        code,
        message: 'This chart is marked as deprecated.',
        why: 'Its authors no longer look after it.',
        items: [],
      };
    case 'cluster-wide':
      return {
        code,
        message: `It makes ${count(fact.objects, 'object')} that ${fact.objects.length === 1 ? 'belongs' : 'belong'} to the whole cluster.`,
        why: 'Others who use this cluster may notice. A second release of this chart may want the same ones.',
        items: [...fact.objects],
      };
    case 'other-namespaces':
      return {
        code,
        message: `It makes ${count(fact.objects, 'object')} outside of ${namespace}.`,
        items: [...fact.objects],
      };
    case 'hooks':
      return {
        code,
        severity: 'info',
        message: `It has ${count(fact.objects, 'hook')}.`,
        why: 'Helm makes them at their moment, waits for them, and leaves them out of what it uninstalls.',
        items: [...fact.objects],
      };
    case 'crds-installed':
      return {
        code,
        severity: 'info',
        message: `It brings ${count(fact.names, 'CRD')}, made before everything else.`,
        why: 'They belong to the whole cluster. Helm neither changes nor removes them later; where one is there already it stays as it is.',
        items: [...fact.names],
      };
    case 'crds-kept':
      return {
        code,
        severity: 'info',
        message: `${count(fact.names, 'CRD')} of it ${fact.names.length === 1 ? 'is' : 'are'} there already and will stay as ${fact.names.length === 1 ? 'it is' : 'they are'}.`,
        items: [...fact.names],
      };
    case 'crds-not-upgraded':
      return {
        code,
        message: `Helm won't upgrade ${count(fact.names, 'CRD')} of this chart.`,
        why: 'In the cluster they are other than the new version has them, or missing. Helm never touches CRDs in an upgrade; the command does.',
        items: [...fact.names],
        pipeline: [
          chartCommand(['helm', 'show', 'crds'], source),
          ['kubectl', '--context', context, 'apply', '--server-side', '-f', '-'],
        ],
      };
    case 'last-failed':
      return {
        code,
        severity: 'info',
        message: `The last revision, ${fact.revision}, failed.`,
        why:
          fact.deployed === null
            ? 'No revision is deployed: it is compared with that one.'
            : `It is compared with revision ${fact.deployed}, which is deployed; what the failed one applied may be there as well.`,
        items: [],
      };
    case 'older-version':
      return {
        code,
        message: `${fact.to} is older than what is deployed, ${fact.from}.`,
        why: 'Charts are seldom made for the way back. To undo an upgrade, roll back instead.',
        items: [],
      };
    default:
      return assertNever(fact);
  }
}

function namespaceWarning(
  { code, namespace, willBeCreated, mayCreate }: Extract<PreviewFact, { readonly code: 'namespace-missing' }>,
  context: string,
): Words {
  if (mayCreate === false) {
    return {
      code,
      message: `There is no namespace ${namespace} in ${context}, and you may not create one.`,
      why: 'Choose a namespace that is there, or ask whoever runs the cluster for it.',
      items: [],
    };
  }
  return willBeCreated
    ? { code, severity: 'info', message: `The namespace ${namespace} will be created.`, items: [] }
    : {
        code,
        message: `There is no namespace ${namespace} in ${context}.`,
        why: 'Have it created, or choose another one.',
        items: [],
      };
}

function count(list: readonly string[], noun: string): string {
  return list.length === 1 ? `1 ${noun}` : `${list.length} ${noun}s`;
}
