/**
 * Markdown that somebody else wrote, to be read. Nothing in it runs or is fetched: links ask first, pictures come from the
 * archive or stand in the text. Long texts come block by block, so that the window never waits for them.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { call } from '../../ipc';
import { formatCount } from '../../format/size';
import { Button } from '../button';
import { SkeletonRows } from '../skeleton-rows';
import { useTellFailure } from '../use-tell-failure';
import { goTo } from './go-to';
import styles from './markdown.module.css';
import type { Heading, MarkdownText } from './markdown-blocks';
import { readMarkdown } from './read-markdown';
import { sanitizeEach } from './sanitize';

export interface MarkdownProps {
  /** Accessible name of the text. */
  readonly label: string;
  readonly text: string;
  /** Where the text lies in its archive: '' or with a slash at its end. */
  readonly folder: string;
  /** A picture of the archive, as an address that holds it; null for what is none. */
  readonly loadImage: (path: string) => Promise<string | null>;
  /** A link to another file of the archive. */
  readonly onFile: (path: string) => void;
  readonly onHeadings?: (headings: readonly Heading[]) => void;
  /** Stands in its place where it can't be read as Markdown. */
  readonly fallback: ReactNode;
}

/** In each step of putting blocks into the page, in ms: with what the browser does behind it no task is felt. */
const STEP_MS = 30;
/** Put into the page at first, in characters; behind them stands a button. */
const PORTION = 500_000;

export function Markdown({ label, text, folder, loadImage, onFile, onHeadings, fallback }: MarkdownProps) {
  const { data: read } = useQuery({
    // The text itself names it: the same text is the same HTML. It is dropped when it is not shown any more.
    queryKey: ['markdown', folder, text],
    queryFn: ({ signal }) => readMarkdown({ text, folder }, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const tell = useEffectEvent((headings: readonly Heading[]) => onHeadings?.(headings));
  useEffect(() => {
    if (read) tell(read.headings);
  }, [read]);
  if (read === undefined) return <SkeletonRows />;
  if (read === null) return fallback;
  return <Blocks label={label} read={read} loadImage={loadImage} onFile={onFile} />;
}

interface BlocksProps extends Pick<MarkdownProps, 'label' | 'loadImage' | 'onFile'> {
  readonly read: MarkdownText;
}

function Blocks({ label, read, loadImage, onFile }: BlocksProps) {
  const host = useRef<HTMLDivElement>(null);
  const [portion, setPortion] = useState<{ readonly of: MarkdownText; readonly end: number } | null>(null);
  const end = portion?.of === read ? portion.end : portionEnd(read.blocks, 0);
  /** How many blocks of which text are in the page. */
  const shown = useRef<{ of: MarkdownText; count: number }>(null);
  const tellFailure = useTellFailure();
  const image = useEffectEvent(loadImage);
  const openFile = useEffectEvent(onFile);
  const fail = useEffectEvent(tellFailure);

  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    if (shown.current?.of !== read) {
      parent.replaceChildren();
      shown.current = { of: read, count: 0 };
    }
    const progress = shown.current;
    const channel = new MessageChannel();
    // The beginning is seen at once. The rest comes as a whole: the browser would draw the page anew after each step.
    const later = document.createDocumentFragment();
    let made = progress.count;
    channel.port1.addEventListener('message', () => {
      const until = performance.now() + STEP_MS;
      while (made < end && performance.now() < until) {
        const next = batchEnd(read.blocks, made, end);
        for (const content of sanitizeEach(read.blocks.slice(made, next))) later.append(blockOf(content, image));
        made = next;
      }
      if (made === end || progress.count === 0) {
        parent.append(later);
        progress.count = made;
      }
      if (made < end) channel.port2.postMessage(null);
    });
    channel.port1.start();
    channel.port2.postMessage(null);
    return () => channel.port1.close();
  }, [read, end]);

  // Links are not React's: one listener for all. A key on a link comes as a click.
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const onClick = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link === null) return;
      event.preventDefault();
      if (event.type !== 'click') return;
      const href = link.getAttribute('href') ?? '';
      const file = link.getAttribute('data-file');
      if (file !== null) openFile(file);
      else if (href.startsWith('#')) goTo(parent, href.slice(1));
      else void call('app.openLink', { url: href, fromChart: true }).catch(fail);
    };
    parent.addEventListener('click', onClick);
    parent.addEventListener('auxclick', onClick);
    return () => {
      parent.removeEventListener('click', onClick);
      parent.removeEventListener('auxclick', onClick);
    };
  }, []);

  const rest = read.blocks.length - end;
  return (
    <div className={styles.markdown}>
      <div ref={host} role="region" aria-label={label} />
      {rest > 0 && (
        <p className={styles.more}>
          <Button onClick={() => setPortion({ of: read, end: portionEnd(read.blocks, end) })}>
            Show more of it ({formatCount(rest)} paragraphs left)
          </Button>
        </p>
      )}
    </div>
  );
}

/** Behind the last block of the portion that begins at `start`; one block at least. */
function portionEnd(blocks: readonly string[], start: number): number {
  let length = 0;
  let end = start;
  while (end < blocks.length && (end === start || length < PORTION)) {
    length += blocks[end]?.length ?? 0;
    end += 1;
  }
  return end;
}

/** In characters: what is sanitized at a time, some 5 ms of work. One long block is taken whole. */
const BATCH = 10_000;

/** Behind the last block of the batch that begins at `start`. */
function batchEnd(blocks: readonly string[], start: number, end: number): number {
  let next = start + 1;
  let length = blocks[start]?.length ?? 0;
  while (next < end && (length += blocks[next]?.length ?? 0) <= BATCH) next += 1;
  return next;
}

function blockOf(content: DocumentFragment, loadImage: MarkdownProps['loadImage']): HTMLElement {
  const block = document.createElement('div');
  block.className = styles.block ?? '';
  block.append(content);
  for (const place of block.querySelectorAll('[data-image]')) void putImage(place, loadImage);
  // Wide tables and code scroll by themselves, which keys must be able to do as well.
  for (const wide of block.querySelectorAll('table, pre')) {
    const frame = document.createElement('div');
    frame.className = styles.wide ?? '';
    frame.tabIndex = 0;
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', wide.localName === 'pre' ? 'Code' : 'Table');
    wide.replaceWith(frame);
    frame.append(wide);
  }
  return block;
}

async function putImage(place: Element, loadImage: MarkdownProps['loadImage']): Promise<void> {
  const words = place.textContent ?? '';
  const address = await loadImage(place.getAttribute('data-image') ?? '').catch(() => null);
  if (address === null) {
    place.textContent = words === '' ? 'Picture not in this chart' : `Picture not in this chart: ${words}`;
    place.setAttribute('data-blocked', '');
    return;
  }
  const image = document.createElement('img');
  image.src = address;
  image.alt = words;
  place.replaceWith(image);
}
