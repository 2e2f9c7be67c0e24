/** The headings of a README as a list that leads to them, and says which one is being read. */
import { useEffect, useMemo, useState, type RefObject } from 'react';
import { LinkButton } from '../../../components/link-button';
import { goTo } from '../../../components/markdown/go-to';
import type { Heading } from '../../../components/markdown/markdown-blocks';
import styles from './readme-outline.module.css';

/** Headings of lower levels stand in tables of references by the hundred. */
const DEEPEST = 3;
/** What is listed; a README with more chapters is a book. */
const MAX_LISTED = 200;
/** px below the top of what scrolls: what has come this far is being read. */
const READ_FROM = 80;

export interface ReadmeOutlineProps {
  readonly headings: readonly Heading[];
  /** What scrolls the README. */
  readonly scroller: RefObject<HTMLElement | null>;
}

export function ReadmeOutline({ headings, scroller }: ReadmeOutlineProps) {
  const [currentId, setCurrentId] = useState<string>();
  const listed = useMemo(() => headings.filter(({ level }) => level <= DEEPEST).slice(0, MAX_LISTED), [headings]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const follow = (): void => {
      const { scrollTop, clientHeight, scrollHeight } = element;
      const isAtEnd = scrollTop + clientHeight >= scrollHeight - 1;
      // The last chapters may be too short to come to the top.
      const top = element.getBoundingClientRect().top + (isAtEnd ? clientHeight : READ_FROM);
      const passed = listed.filter(({ id }) => {
        const heading = document.getElementById(id);
        return heading !== null && heading.getBoundingClientRect().top <= top;
      });
      setCurrentId(passed.at(-1)?.id);
    };
    let frame = 0;
    const onScroll = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(follow);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', onScroll);
    };
  }, [listed, scroller]);
  if (listed.length < 2) return null;
  const highest = Math.min(...listed.map(({ level }) => level));
  return (
    <nav aria-label="Contents of the README" className={styles.outline}>
      <h2>In the README</h2>
      <ul>
        {listed.map(({ id, level, text }, index) => (
          <li key={index} style={{ paddingInlineStart: (level - highest) * 12 }}>
            <LinkButton
              underline="hover"
              className={styles.link}
              aria-current={id === currentId ? 'location' : undefined}
              onClick={() => goTo(document, id)}
            >
              <bdi>{text}</bdi>
            </LinkButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
