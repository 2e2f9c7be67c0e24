/**
 * Takes files that are dropped anywhere in the window. While they hang over it, an outline and a card say what a drop
 * would do here. A drop only opens the push sheet.
 */
import { Upload } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { dropPlaceAt } from '../../components/drop-destination';
import { Icon } from '../../components/icon';
import { countOf } from '../../format/size';
import styles from './drop-target.module.css';

export interface DropTargetProps {
  /** The sheet is open: what is dropped is added to it. */
  readonly isAdding: boolean;
  /** `destination`: `host/path` of the place under the pointer, null where there is none. */
  readonly onDrop: (files: readonly File[], destination: string | null) => void;
}

interface Hover {
  readonly fileCount: number;
  readonly destination: string | null;
  readonly area: {
    readonly top: number;
    readonly left: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

export function DropTarget({ isAdding, onDrop }: DropTargetProps) {
  const [hover, setHover] = useState<Hover | null>(null);

  const onDragOver = useEffectEvent((event: DragEvent): void => {
    const { dataTransfer } = event;
    if (!dataTransfer || !hasFiles(dataTransfer)) return;
    event.preventDefault();
    if (!isAdding && isDialogOpen()) {
      dataTransfer.dropEffect = 'none';
      setHover(null);
      return;
    }
    dataTransfer.dropEffect = 'copy';
    const next = hoverAt(event.target, countFiles(dataTransfer), isAdding);
    setHover((last) => (last !== null && isSame(last, next) ? last : next));
  });

  const onDropped = useEffectEvent((event: DragEvent): void => {
    const { dataTransfer } = event;
    if (!dataTransfer || !hasFiles(dataTransfer)) return;
    event.preventDefault();
    setHover(null);
    if (!isAdding && isDialogOpen()) return;
    onDrop([...dataTransfer.files], dropPlaceAt(event.target)?.destination ?? null);
  });

  useEffect(() => {
    const over = (event: DragEvent): void => onDragOver(event);
    const dropped = (event: DragEvent): void => onDropped(event);
    // Null is what lies outside of the window.
    const left = (event: DragEvent): void => void (event.relatedTarget === null && setHover(null));
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', left);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', left);
      window.removeEventListener('drop', dropped);
    };
  }, []);

  if (hover === null) return null;
  return (
    <div className={styles.window}>
      {hover.area && <div className={styles.area} style={hover.area} />}
      <div className={styles.card} style={hover.area === null ? {} : cardPlace(hover.area)}>
        <Icon icon={Upload} size={20} className={styles.icon} />
        <div className={styles.title}>{titleOf(hover, isAdding)}</div>
        <div className={styles.text}>
          {hover.fileCount > 0 && `${countOf(hover.fileCount, 'file')}. `}
          Nothing is uploaded before you confirm.
        </div>
        {hover.destination !== null && <div className={styles.elsewhere}>Elsewhere in the window: drop to inspect</div>}
      </div>
    </div>
  );
}

function titleOf({ destination }: Hover, isAdding: boolean) {
  if (isAdding) return 'Drop to add to the list';
  if (destination === null) return 'Drop to inspect';
  return (
    <>
      Push to <bdi>{destination}</bdi>
    </>
  );
}

/** Over a large place the card stands in its middle; over a row of the sidebar, in the middle of the window. */
function cardPlace({ left, width }: NonNullable<Hover['area']>) {
  return width < 400 ? {} : { left: left + width / 2 };
}

function hoverAt(target: EventTarget | null, fileCount: number, isAdding: boolean): Hover {
  const place = isAdding ? null : dropPlaceAt(target);
  if (place === null) return { fileCount, destination: null, area: null };
  const { top, left, width, height } = place.element.getBoundingClientRect();
  return { fileCount, destination: place.destination, area: { top, left, width, height } };
}

function isSame(a: Hover, b: Hover): boolean {
  return (
    a.fileCount === b.fileCount &&
    a.destination === b.destination &&
    a.area?.top === b.area?.top &&
    a.area?.left === b.area?.left &&
    a.area?.width === b.area?.width &&
    a.area?.height === b.area?.height
  );
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}

/** Their names are hidden until the drop, their number is not. */
function countFiles({ items }: DataTransfer): number {
  return [...items].filter(({ kind }) => kind === 'file').length;
}

/** One question at a time. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
