/**
 * What measures lists inside the window. `installListClock` is sent to the page as text: it may use nothing from outside of
 * itself but what the page has. Times are in ms, and end when the frame that shows the result is done.
 */

declare global {
  interface Window {
    listClock: ListClock;
  }
}

/** The name of a grid and how many rows it has, in the document or not; no rows: no grid. */
export interface ShownList {
  readonly grid: string;
  readonly rowCount: number;
}

export interface ScrollRun {
  readonly frameMs: readonly number[];
  /** The most rows in the document, the head among them. */
  readonly mostRows: number;
}

export interface ListClock {
  /** From following a link until the list is painted. */
  open(hash: string, list: ShownList): Promise<number>;
  /** From nothing until a bare list is painted: a div for each row, with five spans. It lies where grids are. */
  openBare(rowCount: number): Promise<number>;
  closeBare(): void;
  /** Scrolls by so many px in each frame, downwards, and back from the end on. `grid`: null for the bare list. */
  scroll(grid: string | null, stepPx: number, frames: number): Promise<ScrollRun>;
  /** Waits for a key; `filtered` gives the time from its press until the list is painted with so many rows. */
  awaitKey(list: ShownList): void;
  filtered(): Promise<number>;
}

export function installListClock(): void {
  const giveUpAfterMs = 30_000;

  class Clock implements ListClock {
    #bare: HTMLElement | null = null;
    #filtered = Promise.resolve(0);

    async open(hash: string, list: ShownList): Promise<number> {
      const startedAt = performance.now();
      location.hash = hash;
      return (await this.#shown(list)) - startedAt;
    }

    async openBare(rowCount: number): Promise<number> {
      const startedAt = performance.now();
      const bare = document.createElement('div');
      const place = { position: 'fixed', inset: '176px 0 24px 240px', overflow: 'hidden auto' };
      Object.assign(bare.style, place, { background: 'var(--bg)' });
      bare.append(...Array.from({ length: rowCount }, (_, index) => this.#bareRow(index)));
      document.body.append(bare);
      this.#bare = bare;
      return (await this.#painted()) - startedAt;
    }

    closeBare(): void {
      this.#bare?.remove();
      this.#bare = null;
    }

    async scroll(grid: string | null, stepPx: number, frames: number): Promise<ScrollRun> {
      const scroller = grid === null ? this.#bare : (this.#grid(grid)?.querySelector('tbody') ?? null);
      if (scroller === null) throw new Error('There is no list to scroll.');
      const endPx = scroller.scrollHeight - scroller.clientHeight;
      const frameMs: number[] = [];
      let mostRows = 0;
      let place = 0;
      let step = stepPx;
      let before = await this.#nextFrame();
      for (let frame = 0; frame < frames; frame += 1) {
        if (place + step < 0 || place + step > endPx) step = -step;
        place += step;
        scroller.scrollTop = place;
        const now = await this.#nextFrame();
        frameMs.push(now - before);
        before = now;
        if (grid !== null) mostRows = Math.max(mostRows, this.#rowsIn(this.#grid(grid)));
      }
      return { frameMs, mostRows };
    }

    awaitKey(list: ShownList): void {
      this.#filtered = new Promise((resolve, reject) => {
        const onKey = (event: KeyboardEvent): void => {
          this.#shown(list).then((at) => resolve(at - event.timeStamp), reject);
        };
        document.addEventListener('keydown', onKey, { capture: true, once: true });
      });
    }

    filtered(): Promise<number> {
      return this.#filtered;
    }

    #grid(name: string): Element | null {
      return document.querySelector(`table[aria-label="${name}"]`);
    }

    #rowsIn(grid: Element | null): number {
      return grid?.querySelectorAll('tr:not([aria-hidden])').length ?? 0;
    }

    async #shown({ grid, rowCount }: ShownList): Promise<number> {
      const giveUpAt = performance.now() + giveUpAfterMs;
      const isShown = (): boolean => {
        const found = this.#grid(grid);
        if (rowCount === 0) return found === null;
        return found?.getAttribute('aria-rowcount') === String(rowCount + 1) && this.#rowsIn(found) > 1;
      };
      while (!isShown()) {
        if (performance.now() > giveUpAt) throw new Error(`${grid} never has ${rowCount} rows.`);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return await this.#painted();
    }

    #nextFrame(): Promise<number> {
      return new Promise((resolve) => requestAnimationFrame(resolve));
    }

    /** A message that is sent while a frame is made comes after it was handed to the compositor. */
    async #painted(): Promise<number> {
      await this.#nextFrame();
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', resolve, { once: true });
        port1.start();
        port2.postMessage(null);
      });
      return performance.now();
    }

    #bareRow(index: number): HTMLElement {
      const row = document.createElement('div');
      Object.assign(row.style, { display: 'flex', gap: '16px', height: '32px', alignItems: 'center' });
      for (const text of [`1.${index}.0`, `v2.${index}`, '3 d', '237.8 KB', 'sha256:ab4a887b0e18']) {
        const cell = document.createElement('span');
        cell.textContent = text;
        row.append(cell);
      }
      return row;
    }
  }

  window.listClock = new Clock();
}
