/** How long the window is busy at a stretch: Chromium tells of tasks over 50 ms only. */
import type { Page } from '@playwright/test';
import { median } from './measure';
import { atMost, milliseconds, type Row } from './table';

const LONG_TASK_MS = 50;

declare global {
  interface Window {
    /** ms of each task over 50 ms, gathered by `watchTasks`. */
    longTasks?: number[];
  }
}

export async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    window.longTasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
}

/** Waits until nothing is left to do, gives the longest since the last time, 0 where none was over 50 ms, and begins anew. */
export async function longestTask(page: Page): Promise<number> {
  await page.waitForTimeout(400);
  return await page.evaluate(() => Math.max(0, ...(window.longTasks?.splice(0) ?? [])));
}

function taskTime(ms: number): string {
  return ms === 0 ? `≤ ${LONG_TASK_MS} ms` : milliseconds(ms);
}

/** `longest`: of each look. */
export function longestRow(what: string, longest: readonly number[]): Row {
  return {
    what: `longest task while ${what}`,
    ours: taskTime(median(longest)),
    theirs: taskTime(Math.max(...longest)),
    budget: atMost(LONG_TASK_MS, median(longest), 'ms'),
  };
}
