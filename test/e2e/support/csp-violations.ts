/** Counts violations of the page's policy: the end-to-end tests fail on any, see launch.ts. */
import type { ElectronApplication, Page } from '@playwright/test';

declare global {
  interface Window {
    isWatchedForViolations?: boolean;
    reportCspViolation(line: string): void;
  }
}

export interface ViolationWatch {
  /** One line for each so far: the directive and what it blocked. */
  readonly seen: () => readonly string[];
  /** For the tests that provoke one to see that the policy stands. */
  readonly forget: () => void;
}

/** The window may have loaded: what was violated before is seen as well. */
export async function watchCspViolations(app: ElectronApplication, page: Page): Promise<ViolationWatch> {
  const seen: string[] = [];
  await app.context().exposeFunction('reportCspViolation', (line: string) => void seen.push(line));
  await app.context().addInitScript(reportViolations);
  await page.waitForLoadState('load');
  await page.evaluate(reportViolations);
  return { seen: () => seen, forget: () => seen.splice(0) };
}

/** Runs in the page: at the beginning of each document, and late in the first one, which keeps its reports for a late observer. */
function reportViolations(): void {
  if (window.isWatchedForViolations === true) return;
  window.isWatchedForViolations = true;
  // All of it at once, so that no violation is seen twice or not at all.
  const observer = new ReportingObserver(() => {}, { types: ['csp-violation'], buffered: true });
  observer.observe();
  for (const { body } of observer.takeRecords()) {
    const early = body as unknown as Record<'effectiveDirective' | 'blockedURL' | 'sample', string>;
    window.reportCspViolation(
      `${early.effectiveDirective} blocked ${early.blockedURL} ${early.sample} (before the tests listened)`,
    );
  }
  observer.disconnect();
  document.addEventListener('securitypolicyviolation', (event) =>
    window.reportCspViolation(
      `${event.violatedDirective} blocked ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`,
    ),
  );
}
