/** The states of resources in words, and which of them come first. No DOM here. */
import type { LiveResource, LiveState } from '../../shared/live-resource';
import { countOf } from './size';

export const LIVE_STATE_WORDS: Readonly<Record<LiveState, string>> = {
  ready: 'Ready',
  exists: 'There',
  progressing: 'On its way',
  failed: 'Failed',
  missing: 'Missing',
  unknown: 'Not known',
};

/** What needs somebody first. */
const ORDER: readonly LiveState[] = ['failed', 'missing', 'progressing', 'unknown', 'ready', 'exists'];

export function byUrgency(resources: readonly LiveResource[]): readonly LiveResource[] {
  return [...resources].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** `5 of 6 are there and ready. 1 failed.` */
export function liveSummary(resources: readonly LiveResource[]): string {
  const count = (state: LiveState) => resources.filter((each) => each.state === state).length;
  const good = count('ready') + count('exists');
  if (good === resources.length) return `${countOf(good, 'resource')}, all there and ready.`;
  const parts = [
    [count('failed'), 'failed'],
    [count('missing'), 'missing'],
    [count('progressing'), 'on the way'],
    [count('unknown'), 'not known'],
  ] as const;
  const rest = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return `${good} of ${countOf(resources.length, 'resource')} there and ready: ${rest.join(', ')}.`;
}
