/** What the registry says of one chart, as an icon and words at the end of its row. */
import {
  Check,
  CircleQuestionMark,
  CircleX,
  Clock,
  CopyX,
  FileExclamationPoint,
  Plus,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { assertNever } from '../../../shared/assert-never';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import type { PushOutcome } from './push-plan';
import row from '../../components/chart-row.module.css';
import styles from './push-row.module.css';

interface Words {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly tone: 'quiet' | 'good' | 'warning' | 'danger';
}

export function PushVerdictWords({ outcome }: { readonly outcome: PushOutcome }) {
  const words = wordsOf(outcome);
  if (words === null) return null;
  return (
    <span className={classNames(styles.verdict, row[words.tone], words.tone !== 'quiet' && styles.toned)}>
      <Icon icon={words.icon} />
      {words.text}
    </span>
  );
}

function wordsOf(outcome: PushOutcome): Words | null {
  switch (outcome.kind) {
    case 'reading':
      return { icon: Clock, text: 'Reading…', tone: 'quiet' };
    case 'checking': {
      const last = outcome.last && wordsOf(outcome.last);
      return { icon: Clock, text: last === null ? 'Checking…' : `${last.text} · checking…`, tone: 'quiet' };
    }
    case 'no-destination':
      return null;
    case 'new':
      return { icon: Plus, text: 'New', tone: 'good' };
    case 'same':
      return {
        icon: Check,
        text: outcome.sameManifest ? 'Already there: nothing to upload' : 'Already there',
        tone: 'quiet',
      };
    case 'different':
      return outcome.replaces
        ? { icon: TriangleAlert, text: 'Will be replaced', tone: 'warning' }
        : { icon: TriangleAlert, text: 'Exists with different content', tone: 'warning' };
    case 'repeated':
      return { icon: CopyX, text: 'Twice in this list', tone: outcome.isSame ? 'quiet' : 'warning' };
    case 'provenance-mismatch':
      return { icon: FileExclamationPoint, text: ".prov doesn't match", tone: 'warning' };
    case 'not-checked':
      return { icon: CircleQuestionMark, text: 'Not checked', tone: 'quiet' };
    case 'unusable':
    case 'impossible':
      return { icon: CircleX, text: "Can't be pushed", tone: 'danger' };
    default:
      return assertNever(outcome);
  }
}
