/** Differences as text, as the program `diff` marks its lines: to be copied. Pure. */
import type { DiffSection } from './diff-rows';

export function diffText(sections: readonly DiffSection[]): string {
  return sections
    .map(({ title, about, lines }) => {
      const head = about === null ? '' : `# ${about} ${title}\n`;
      return head + lines.map(({ sign, text }) => `${sign}${text}\n`).join('');
    })
    .join('');
}
