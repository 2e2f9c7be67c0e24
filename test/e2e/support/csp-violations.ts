/** Counts violations of the page's policy: the end-to-end tests fail on any, see launch.ts. */
import type { ElectronApplication, Page } from '@playwright/test';

declare global {
  interface Window {
    cspViolations?: string[];
  }
}

export interface ViolationWatch {
  /** One line for each so far: the directive and what it blocked. */
  readonly seen: () => readonly string[];
  /** For the tests that provoke one to see that the policy stands. */
  readonly forget: () => void;
}

/** Call it before the window has loaded; loads it again where the page was faster. */
export async function watchCspViolations(app: ElectronApplication, page: Page): Promise<ViolationWatch> {
  const seen: string[] = [];
  await app.context().exposeFunction('reportCspViolation', (line: string) => void seen.push(line));
  await app.context().addInitScript(() => {
    window.cspViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportCspViolation: (line: string) => void }).reportCspViolation;
      report(
        `${event.violatedDirective} blocked ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`,
      );
    });
  });
  await page.waitForLoadState('load');
  const isWatching = await page.evaluate(() => window.cspViolations !== undefined);
  if (!isWatching) await page.reload({ waitUntil: 'load' });
  return { seen: () => seen, forget: () => seen.splice(0) };
}
