/** The push sheet: destination, a row per file with exactly what would happen to it, and one button. Nothing moves before. */
import { FolderPlus, Plus, Terminal } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { formatDestination, parseDestination } from '../../../shared/destination';
import type { FileId } from '../../../shared/push';
import type { Registry } from '../../../shared/registry';
import type { TransferId } from '../../../shared/transfer';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { ComboboxField } from '../../components/combobox-field';
import { CopyButton } from '../../components/copy-button';
import { Dialog } from '../../components/dialog';
import { RegistryProblem } from '../../components/registry-problem';
import { formatSize } from '../../../shared/format-size';
import { countOf } from '../../format/size';
import { DestinationLogin } from './destination-login';
import { helmPushCommands } from './helm-push-commands';
import { rememberDestination } from './last-destination';
import { PushList } from './push-list';
import { planPush, type PushPlan } from './push-plan';
import type { PushSession, PushSnapshot } from './push-session';
import styles from './push-sheet.module.css';
import { useDestinationSuggestions } from './use-destination-suggestions';
import { useStartPush } from './use-start-push';

export interface PushSheetProps {
  readonly session: PushSession;
  /** What stands in the field at first. */
  readonly destination: string;
  readonly registries: readonly Registry[];
  readonly onClose: () => void;
  /** Looks into one of the charts, before it is pushed. */
  readonly onInspect: (fileId: FileId) => void;
  readonly onStarted: (ids: readonly TransferId[]) => void;
}

export function PushSheet(props: PushSheetProps) {
  const { session, destination: firstText, registries, onClose, onInspect, onStarted } = props;
  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { entries, destination } = snapshot;
  const [text, setText] = useState(firstText);
  const field = useRef<HTMLInputElement>(null);
  const suggestions = useDestinationSuggestions(registries);
  const registry = registries.find(({ address }) => address === destination?.address);
  const plan = planPush(snapshot);
  const start = useStartPush((ids) => {
    if (destination !== null) rememberDestination(formatDestination(destination));
    onStarted(ids);
  });
  const canPush = destination !== null && plan.items.length > 0 && plan.pendingCount === 0 && !start.isPending;
  useRecheck(session, destination?.address, registry);

  function changeText(changed: string): void {
    setText(changed);
    const parsed = parseDestination(changed);
    session.setDestination(parsed.ok ? parsed.data : null);
  }

  function push(): void {
    if (destination !== null && canPush) start.mutate({ destination, items: [...plan.items] });
  }

  const chosenFiles = new Set(plan.items.map(({ fileId }) => fileId));
  const uploaded = entries.filter(({ fileId }) => chosenFiles.has(fileId));
  const helmCommands =
    destination === null ? '' : helmPushCommands(uploaded, destination, registry?.plainHttp ?? false);
  const summary = summaryOf(plan, snapshot);
  const hasOthers = plan.outcomes.some(({ kind }) => kind === 'unusable');
  const problem = start.error ?? plan.problem;

  return (
    <Dialog
      title="Push charts"
      subtitle={
        entries.length > 0 && `${countOf(entries.length, hasOthers ? 'file' : 'chart')}, ${formatSize(plan.totalBytes)}`
      }
      variant="sheet"
      initialFocus={field}
      onClose={onClose}
      footStart={
        <span className={styles.helm}>
          <CopyButton
            text={helmCommands}
            label="Copy as helm commands"
            icon={Terminal}
            variant="ghost"
            disabled={helmCommands === ''}
          />
        </span>
      }
      actions={
        <>
          <output className={styles.summary}>{summary}</output>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!canPush} onClick={push}>
            Push {countOf(plan.items.length, 'chart')}
          </Button>
        </>
      }
    >
      <div className={styles.destination}>
        <ComboboxField
          label="Destination"
          value={text}
          onValueChange={changeText}
          suggestions={suggestions}
          problem={problemOf(text)}
          placeholder="Registry and path, such as ghcr.io/org/charts"
          ref={field}
        />
        {destination !== null && (
          <DestinationLogin address={destination.address} registry={registry} offersLogin={problem === null} />
        )}
      </div>
      {problem !== null && destination !== null && (
        <div className={styles.problem}>
          <RegistryProblem
            error={problem}
            address={destination.address}
            isAdded={registry !== undefined}
            headingLevel={3}
            onRetry={() => (start.error === null ? session.recheck() : push())}
          />
        </div>
      )}
      <PushList snapshot={snapshot} plan={plan} session={session} onInspect={onInspect}>
        <Button variant="ghost" icon={Plus} onClick={() => commands.run('push-charts', {})}>
          Add charts…
        </Button>
        <Button variant="ghost" icon={FolderPlus} onClick={() => commands.run('push-folder', undefined)}>
          Add a folder…
        </Button>
        <span className={styles.hint}>or drop them here</span>
      </PushList>
    </Dialog>
  );
}

/** An empty field is no mistake yet. */
function problemOf(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parseDestination(text);
  return parsed.ok ? undefined : parsed.error.message;
}

function summaryOf(
  { pendingCount, items, problem, uploadBytes, outcomes }: PushPlan,
  { destination }: PushSnapshot,
): string {
  if (outcomes.length === 0) return '';
  if (destination === null) return 'Choose a destination';
  if (pendingCount > 0) return 'Checking…';
  if (problem !== null) return 'Not checked';
  if (items.length === 0) return 'Nothing to upload';
  return `${items.length} of ${outcomes.length} will be uploaded, ${formatSize(uploadBytes)}`;
}

/** Another login or another way to the registry may change every answer. */
function useRecheck(session: PushSession, address: string | undefined, registry: Registry | undefined): void {
  const access = registry && [registry.state, registry.username, registry.hasCredential, registry.plainHttp].join(' ');
  const last = useRef({ address, access });
  useEffect(() => {
    const isOther = last.current.address === address && last.current.access !== access;
    last.current = { address, access };
    if (isOther) session.recheck();
  }, [session, address, access]);
}
