/** A sentence in which a command stands between backticks, as main writes it: the command is set as code. */
import type { ReactNode } from 'react';

/** Each part stays isolated from the direction of what stands around it: it may hold names from files. */
export function WordsWithCode({ text }: { readonly text: string }): ReactNode {
  const parts = text.split('`');
  // Without a partner a backtick is a character like any other, in a file's name for instance.
  if (parts.length % 2 === 0) return <bdi>{text}</bdi>;
  return <bdi>{parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</bdi>;
}
