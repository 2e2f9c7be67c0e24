/**
 * The push and transfer services as main.ts wires them, in plain Node: real files, a real client, the real words. Only the
 * waits between tries are shortened.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOfferedFiles } from '../../electron/files/offered-files';
import { toAppError } from '../../electron/ipc/app-error';
import { createPackagedFolders } from '../../electron/push/packaged-folders';
import { createPushService, type PushService } from '../../electron/push/push-service';
import type { RegistryCredential } from '../../electron/registry/credential';
import { createRegistryClient } from '../../electron/registry/registry-client';
import { createTransferService, type TransferService } from '../../electron/transfers/transfer-service';
import { openUnfinishedTransfers } from '../../electron/transfers/unfinished-transfers';
import type { Destination } from '../../shared/destination';
import type { FileId, InspectedChart, PushCheck } from '../../shared/push';
import type { Transfer, TransferId } from '../../shared/transfer';
import { isFinished } from '../../shared/transfer-progress';

export interface PushStage {
  /** A temporary folder for the test's own files. */
  readonly folder: string;
  readonly journalFolder: string;
  readonly push: PushService;
  readonly transfers: TransferService;
  readonly snapshots: (readonly Transfer[])[];
  readonly done: Transfer[];
  readonly problems: unknown[];
  /** Hands a file over and looks at it. Throws where it is no chart. */
  show(filePath: string): Promise<InspectedChart>;
  check(fileId: FileId, path?: string, withProvenance?: boolean): Promise<PushCheck>;
  destination(path?: string): Destination;
  /** Hands over, looks at and pushes one file; gives its transfer at the end. */
  pushOne(filePath: string, item?: PushOptions): Promise<Transfer>;
  /** Queues it and gives the id at once. */
  start(filePath: string, item?: PushOptions): Promise<TransferId>;
  /** Resolves with the transfer once it is as `test` says. */
  until(id: TransferId, test: (transfer: Transfer) => boolean): Promise<Transfer>;
  ended(id: TransferId): Promise<Transfer>;
  get(id: TransferId): Transfer;
  /** Closes all and starts anew with the same folders, as after a restart of the app. */
  restart(): Promise<PushStage>;
  stop(): Promise<void>;
}

export interface PushOptions {
  readonly withProvenance?: boolean;
  readonly replaceDigest?: NonNullable<PushCheck['manifestDigest']>;
  readonly path?: string;
}

export interface PushStageOptions {
  readonly address: string;
  readonly credential?: RegistryCredential;
  readonly folder?: string;
  /** At once, where the snapshots may be some time behind. */
  readonly onDone?: (transfer: Transfer) => void;
}

export async function openPushStage(options: PushStageOptions): Promise<PushStage> {
  const { address, credential, folder: given } = options;
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'chartroom-push-')));
  const journalFolder = join(folder, 'journal');
  const client = createRegistryClient({
    address,
    plainHttp: true,
    credential: () => Promise.resolve(credential ?? null),
    timing: { firstBackoffMs: 10, maxBackoffMs: 20 },
  });
  const offeredFiles = createOfferedFiles();
  const problems: unknown[] = [];
  const opened = await openUnfinishedTransfers({
    folder: journalFolder,
    onProblem: (message, error) => problems.push(message, error),
  });
  const folders = createPackagedFolders({
    folder: join(folder, 'packaged'),
    unfinished: opened.entries.map(({ request }) => request.filePath),
    isInUse: (path) => transfers.needsFile(path),
    onProblem: (message, error) => problems.push(message, error),
  });
  const push = createPushService({ offeredFiles, folders, clientFor: () => client, toAppError });
  const snapshots: (readonly Transfer[])[] = [];
  const done: Transfer[] = [];
  const watchers = new Set<() => void>();
  const transfers = createTransferService({
    unfinished: opened,
    push,
    clientFor: () => client,
    usernameOf: () => (credential?.kind === 'password' ? credential.username : undefined),
    toAppError,
    onChange(all) {
      snapshots.push(all);
      void folders.sweep();
      for (const watch of watchers) watch();
    },
    onDone(transfer) {
      done.push(transfer);
      options.onDone?.(transfer);
    },
    onRetry: () => undefined,
  });

  const stage: PushStage = {
    folder,
    journalFolder,
    push,
    transfers,
    snapshots,
    done,
    problems,
    destination: (path = 'charts') => ({ address, path }),
    async show(filePath) {
      const [offered] = offeredFiles.offer([filePath]);
      if (offered === undefined) throw new Error(`${filePath} was not taken`);
      const file = await push.inspect(offered.fileId, { signal: new AbortController().signal });
      if (file.kind !== 'chart') throw new Error(file.error.message);
      return file;
    },
    check: (fileId, path = 'charts', withProvenance = true) =>
      push.check({ fileId, destination: { address, path }, withProvenance }, { signal: new AbortController().signal }),
    async start(filePath, { path, withProvenance = true, replaceDigest } = {}) {
      const { fileId } = await stage.show(filePath);
      const item = { fileId, withProvenance, ...(replaceDigest === undefined ? {} : { replaceDigest }) };
      const [id] = await transfers.startPushes(stage.destination(path), [item]);
      return id!;
    },
    pushOne: async (filePath, item) => await stage.ended(await stage.start(filePath, item)),
    get: (id) => transfers.list().find((transfer) => transfer.id === id)!,
    until: (id, test) =>
      new Promise((resolve) => {
        const look = (): void => {
          const transfer = stage.get(id);
          if (!test(transfer)) return;
          watchers.delete(look);
          resolve(transfer);
        };
        watchers.add(look);
        look();
      }),
    ended: (id) => stage.until(id, isFinished),
    async restart() {
      await transfers.close();
      client.close();
      return await openPushStage({ address, folder, ...(credential === undefined ? {} : { credential }) });
    },
    async stop() {
      await transfers.close();
      client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}
