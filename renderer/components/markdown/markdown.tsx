/**
 * Markdown that somebody else wrote, to be read. Nothing in it runs or is fetched: links ask first, pictures come from the
 * archive or stand in the text. Long texts come block by block, so that the window never waits for them.
 */
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { call } from '../../ipc';
import { formatCount } from '../../format/size';
import { Button } from '../button';
import { SkeletonRows } from '../skeleton-rows';
import { useTellFailure } from '../use-tell-failure';
import { BlockWriter } from './block-writer';
import { goTo } from './go-to';
import styles from './markdown.module.css';
import type { Heading, MarkdownText } from './markdown-blocks';
import { readMarkdown } from './read-markdown';

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

/** Put into the page at first, in characters; behind them stands a button. */
const PORTION = 500_000;

export function Markdown({ label, text, folder, loadImage, onFile, onHeadings, fallback }: MarkdownProps) {
  const read = useReading(text, folder);
  const tell = useEffectEvent((headings: readonly Heading[]) => onHeadings?.(headings));
  // Once, when all of them are known.
  const headings = read?.state === 'whole' ? read.headings : null;
  useEffect(() => {
    if (headings !== null) tell(headings);
  }, [headings]);
  if (read === null) return <SkeletonRows />;
  if (read.state === 'unreadable') return fallback;
  return <Blocks key={read.id} label={label} read={read} loadImage={loadImage} onFile={onFile} />;
}

interface Reading extends MarkdownText {
  /** Another one for another text. */
  readonly id: number;
  readonly of: string;
  /** `coming`: there is more than what is here. */
  readonly state: 'coming' | 'whole' | 'unreadable';
}

let lastId = 0;

/** Null before there is anything to show. */
function useReading(text: string, folder: string): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    lastId += 1;
    let now: Reading = { id: lastId, of: text, blocks: [], headings: [], state: 'coming' };
    const set = (change: Partial<Reading>): void => {
      now = { ...now, ...change };
      setReading(now);
    };
    return readMarkdown(
      { text, folder },
      {
        onPart: ({ blocks, headings }) =>
          set({ blocks: [...now.blocks, ...blocks], headings: [...now.headings, ...headings] }),
        onEnd: (isWhole) => set({ state: isWhole ? 'whole' : 'unreadable' }),
      },
    );
  }, [text, folder]);
  return reading?.of === text ? reading : null;
}

interface BlocksProps extends Pick<MarkdownProps, 'label' | 'loadImage' | 'onFile'> {
  readonly read: Reading;
}

function Blocks({ label, read, loadImage, onFile }: BlocksProps) {
  const host = useRef<HTMLDivElement>(null);
  /** Where the last portion that the user asked for began. */
  const [start, setStart] = useState(0);
  const end = portionEnd(read.blocks, start);
  const tellFailure = useTellFailure();
  const image = useEffectEvent(loadImage);
  const openFile = useEffectEvent(onFile);
  const fail = useEffectEvent(tellFailure);

  const writer = useRef<BlockWriter>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = new BlockWriter(host.current, (content) => blockOf(content, image));
    writer.current = opened;
    return () => opened.close();
  }, []);
  useEffect(() => writer.current?.write(read.blocks, end), [read.blocks, end]);

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
      {rest > 0 && read.state === 'whole' && (
        <p className={styles.more}>
          <Button onClick={() => setStart(end)}>Show more of it ({formatCount(rest)} paragraphs left)</Button>
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
