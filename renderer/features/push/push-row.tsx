/** One file of the push sheet: what it is, exactly where it would go, what the registry says, and what the user may choose. */
import { FileSearch, Package, PackageX, TriangleAlert, X } from 'lucide-react';
import { memo, type ReactNode, type RefCallback } from 'react';
import type { FileId } from '../../../shared/push';
import type { Destination } from '../../../shared/destination';
import { Badge } from '../../components/badge';
import { IconButton } from '../../components/button';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import { WordsWithCode } from '../../components/words-with-code';
import { formatSize } from '../../../shared/format-size';
import { PackagedNote } from './packaged-note';
import { DifferentContentChoice, ProvenanceChoice } from './push-choices';
import { outcomeOf, targetOf, type PushOutcome } from './push-plan';
import row from '../../components/chart-row.module.css';
import styles from './push-row.module.css';
import type { PushEntry, PushSession } from './push-session';
import { PushVerdictWords } from './push-verdict-words';

export interface PushRowProps {
  readonly ref: RefCallback<HTMLElement>;
  readonly entry: PushEntry;
  readonly index: number;
  /** Further up, for the same tag. */
  readonly earlier: PushEntry | undefined;
  readonly destination: Destination | null;
  readonly session: PushSession;
  /** Looks into the chart, before it is pushed. Must be the same function from render to render, or one that does the same. */
  readonly onInspect: (fileId: FileId) => void;
  /** The focus came into the row of this file. */
  readonly onFocus: (fileId: string) => void;
}

/** Drawn anew only where its own entry changed: the list around it changes with every answer. */
export const PushRow = memo(function PushRow({
  ref,
  entry,
  index,
  earlier,
  destination,
  session,
  onInspect,
  onFocus,
}: PushRowProps) {
  const { fileId, fileName, file } = entry;
  const outcome = outcomeOf(entry, earlier, destination !== null);
  const target = targetOf(entry, destination);
  const name = file?.name ?? fileName;
  const version = file?.version ?? '';
  const rowName = version === '' ? name : `${name} ${version}`;
  const isRefused = outcome.kind === 'unusable' || outcome.kind === 'impossible';
  const isBusy = outcome.kind === 'reading' || outcome.kind === 'checking';
  const known = outcome.kind === 'checking' && outcome.last !== null ? outcome.last : outcome;
  const reason = reasonOf(known);

  return (
    <tr
      ref={ref}
      data-key={fileId}
      aria-rowindex={index + 1}
      aria-label={rowName}
      aria-busy={isBusy}
      className={styles.row}
      onFocus={() => onFocus(fileId)}
    >
      <td className={styles.content}>
        <Icon icon={isRefused ? PackageX : Package} className={row.icon} />
        <div className={row.first}>
          <span className={row.identity}>
            <bdi className={row.name}>{name}</bdi>
            {version !== '' && <bdi className={row.version}>{version}</bdi>}
            <span className={styles.size}>{sizeWords(entry)}</span>
            {file?.kind === 'chart' && file.deprecated && <Badge tone="warning">Deprecated</Badge>}
          </span>
          <PushVerdictWords outcome={outcome} />
        </div>
        <div className={styles.second}>
          {target !== null && !isRefused ? (
            <code className={classNames(styles.reference, isBusy && styles.pending)}>
              <bdi>
                {target.destination}
                <span className={styles.chart}>{target.chart}</span>
              </bdi>
            </code>
          ) : name === fileName ? (
            <div className={styles.reference}>{reason}</div>
          ) : (
            <code className={styles.reference}>
              <bdi>{fileName}</bdi>
            </code>
          )}
          {file?.kind === 'chart' && (
            <IconButton
              icon={FileSearch}
              size="small"
              label={`Look inside ${rowName}`}
              className={styles.inspect}
              onClick={() => onInspect(fileId)}
            />
          )}
          <IconButton
            icon={X}
            size="small"
            label={`Remove ${rowName}`}
            className={styles.remove}
            onClick={({ currentTarget }) => {
              focusNeighbour(currentTarget);
              session.remove(fileId);
            }}
          />
        </div>
        <div className={styles.more}>
          {name !== fileName && reason !== null && <p>{reason}</p>}
          {file?.kind === 'chart' && file.packaged !== undefined && (
            <PackagedNote fileId={fileId} packaged={file.packaged} />
          )}
          {file?.kind === 'chart' && <ChartNotes version={file.version} warnings={file.warnings} />}
          {known.kind === 'different' && (
            <DifferentContentChoice
              name={`replace-${fileId}`}
              version={version}
              outcome={known}
              disabled={isBusy}
              onReplace={(replace) => session.setReplace(fileId, replace)}
            />
          )}
          {file?.kind === 'chart' && file.provenance?.matches === false && (
            <ProvenanceChoice
              problem={outcome.kind === 'provenance-mismatch' ? outcome.message : null}
              withProvenance={entry.withProvenance}
              onChange={(withProvenance) => session.setProvenance(fileId, withProvenance)}
            />
          )}
        </div>
      </td>
    </tr>
  );
});

function ChartNotes({ version, warnings }: { readonly version: string; readonly warnings: readonly string[] }) {
  return (
    <>
      {version.includes('+') && (
        <p>
          <code>+</code> becomes <code>_</code> because tags can&apos;t contain <code>+</code>.
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <Icon icon={TriangleAlert} size={14} />
          <bdi>{warning}</bdi>
        </p>
      ))}
    </>
  );
}

/** The focus must not fall out of the sheet with the row that had it. */
function focusNeighbour(removeButton: HTMLElement): void {
  const sheet = removeButton.closest('[role="dialog"]');
  const others = [...(sheet?.querySelectorAll<HTMLElement>(`.${styles.remove}`) ?? [])];
  const index = others.indexOf(removeButton);
  const neighbour = others[index + 1] ?? others[index - 1] ?? sheet?.querySelector<HTMLElement>('[role="combobox"]');
  neighbour?.focus({ preventScroll: true });
}

function sizeWords({ file, withProvenance }: PushEntry): string {
  if (file?.sizeBytes === undefined) return '';
  const size = formatSize(file.sizeBytes);
  const hasProvenance = file.kind === 'chart' && file.provenance !== undefined;
  if (!hasProvenance) return size;
  return withProvenance ? `${size}, with its .prov` : `${size}, without its .prov`;
}

/** What needs more words than the verdict has. */
function reasonOf(outcome: PushOutcome): ReactNode {
  switch (outcome.kind) {
    case 'unusable':
    case 'impossible':
      return <WordsWithCode text={[outcome.error.message, outcome.error.why].filter(Boolean).join(' ')} />;
    case 'same':
      return outcome.sameManifest
        ? null
        : "Already there with the same chart; only the file's time differs. Nothing to upload.";
    case 'repeated':
      return outcome.isSame ? (
        <>
          The same chart stands further up as <bdi>{outcome.fileName}</bdi>: it is pushed once.
        </>
      ) : (
        <>
          Another chart with this name and version stands further up as <bdi>{outcome.fileName}</bdi>: only that one is
          pushed. Remove one of the two.
        </>
      );
    default:
      return null;
  }
}
