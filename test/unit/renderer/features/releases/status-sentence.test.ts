/** Every status of helm has its sentence, and none is told as if it were settled while it is not. */
import { expect, test } from 'vitest';
import { statusSentence } from '../../../../../renderer/features/releases/status-sentence';
import { isUnderChange, releaseStatusWords } from '../../../../../renderer/format/release-status';
import { releaseStatusSchema } from '../../../../../shared/helm';

const NOW = Date.UTC(2026, 7, 24, 12, 0);
const told = (status: (typeof releaseStatusSchema.options)[number], revision = 3) =>
  statusSentence(
    {
      name: 'web',
      namespace: 'shop',
      revision,
      status,
      chart: { name: 'app', version: '1.2.3' },
      updatedAt: NOW - 3_600_000,
    },
    NOW,
  );

test.each(releaseStatusSchema.options)('%s', (status) => {
  const { title, text } = told(status);
  expect(title).toContain('web');
  expect(text).not.toContain('undefined');
  expect(text.includes('until that is over')).toBe(isUnderChange(status));
});

test('says since when a release is pending, and what a first failure has not', () => {
  expect(told('pending-upgrade').title).toBe('web has been pending since 24 Aug 2026, 11:00 UTC');
  expect(told('failed').text).toContain('What it was before');
  expect(told('failed', 1).text).not.toContain('What it was before');
  expect(told('deployed').text).toBe('Revision 3 of it, from app 1.2.3, was deployed into shop 1 h ago.');
});

test('words begin with a capital', () => {
  expect(releaseStatusWords('pending-upgrade')).toBe('Pending upgrade');
});
