/** The home of the push sheet, mounted once by the shell: takes chosen, dropped and opened files and shows the sheet. */
import { useRouter } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { formatDestination, parseDestination } from '../../../shared/destination';
import type { FileId, OfferedFile } from '../../../shared/push';
import type { Registry } from '../../../shared/registry';
import type { TransferId } from '../../../shared/transfer';
import { commands, useCommand } from '../../commands';
import { useTellFailure } from '../../components/use-tell-failure';
import { useDestinationHere } from '../../destination-here';
import { appErrorOf, call, offerFiles, useEvents } from '../../ipc';
import { DropTarget } from './drop-target';
import { PushResult, type StartedPush } from './push-result';
import { PushSession, type PushCalls } from './push-session';
import { PushSheet } from './push-sheet';

const CALLS: PushCalls = {
  inspect: (fileId, signal) => call('files.inspect', { fileId }, { signal }),
  check: (input, signal) => call('push.check', input, { signal }),
  release: (fileIds) => void call('files.release', { fileIds: [...fileIds] }).catch(() => undefined),
  toAppError: appErrorOf,
};

interface OpenSheet {
  readonly session: PushSession;
  readonly destination: string;
  /** Put aside while the user looks into one of its charts: nothing of it is lost. */
  readonly isAside: boolean;
}

export function PushHost({ registries }: { readonly registries: readonly Registry[] }) {
  const here = useDestinationHere();
  const router = useRouter();
  const tell = useTellFailure();
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  /** The same as the state's, for files that arrive between two renderings. */
  const openSession = useRef<PushSession | null>(null);
  const [started, setStarted] = useState<readonly StartedPush[]>([]);

  /**
   * Opens the sheet, or adds to the one that is open and leaves its destination alone. `destination`: `host/path`; null
   * leaves it to the user.
   */
  function show(files: readonly OfferedFile[], destination: string | null): void {
    if (files.length === 0) return;
    if (openSession.current === null) {
      const session = new PushSession(CALLS);
      const parsed = parseDestination(destination ?? '');
      if (parsed.ok) session.setDestination(parsed.data);
      openSession.current = session;
      setSheet({ session, destination: destination ?? '', isAside: false });
    } else {
      setSheet((last) => last && { ...last, isAside: false });
    }
    const known = new Set(openSession.current.getSnapshot().entries.map(({ fileId }) => fileId));
    openSession.current.add(files.filter(({ fileId }) => !known.has(fileId)));
  }

  async function take(offered: Promise<readonly OfferedFile[]>, destination: string | null): Promise<void> {
    try {
      show(await offered, destination);
    } catch (error) {
      tell(error);
    }
  }

  function close(): void {
    openSession.current?.close();
    openSession.current = null;
    setSheet(null);
  }

  /** The sheet comes back with the page's button Push, or with the next files. The same function always: rows are drawn once. */
  const inspect = useCallback(
    (fileId: FileId): void => {
      setSheet((last) => {
        const destination = last?.session.getSnapshot().destination;
        const typed = destination ? { destination: formatDestination(destination) } : {};
        return last && { ...last, isAside: true, ...typed };
      });
      void router.navigate({ to: '/local/$fileId', params: { fileId }, search: {} });
    },
    [router],
  );

  async function openChart(): Promise<void> {
    try {
      const [chosen] = await call('files.choose', 'chart');
      if (chosen !== undefined) inspect(chosen.fileId);
    } catch (error) {
      tell(error);
    }
  }

  function onStarted(ids: readonly TransferId[]): void {
    close();
    setStarted((others) => [...others, { ids, href: router.latestLocation.href }]);
    commands.run('show-transfers', undefined);
  }

  useCommand('push-charts', ({ destination }) => void take(call('files.choose', 'files'), destination ?? here));
  useCommand('push-files', ({ files }) => show(files, here));
  useCommand('open-chart', () => void openChart());
  useCommand('push-folder', () => void take(call('files.choose', 'folders'), here));
  useEvents({ 'files.opened': (files) => show(files, here) });

  return (
    <>
      <DropTarget
        isAdding={sheet?.isAside === false}
        onDrop={(files, destination) => void take(offerFiles(files), destination)}
      />
      {sheet?.isAside === false && (
        <PushSheet
          session={sheet.session}
          destination={sheet.destination}
          registries={registries}
          onClose={close}
          onInspect={inspect}
          onStarted={onStarted}
        />
      )}
      {started.map((push) => (
        <PushResult
          key={push.ids[0]}
          push={push}
          onOver={() => setStarted((others) => others.filter((other) => other !== push))}
        />
      ))}
    </>
  );
}
