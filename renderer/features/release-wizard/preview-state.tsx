/** Whether the preview is of what is asked for now, when it was made, and the way to another one: for a wizard's head. */
import { Check, RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { clockTime } from '../../format/time';
import styles from './wizard-frame.module.css';

export interface PreviewStateProps {
  readonly context: string;
  readonly run: {
    readonly freshSince: number | null;
    readonly isStale: boolean;
    readonly isPreviewing: boolean;
    readonly preview: () => void;
  };
}

/** Nothing before the first one, and while one is made. */
export function PreviewState({ context, run }: PreviewStateProps) {
  if (run.isPreviewing || (run.freshSince === null && !run.isStale)) return null;
  return (
    <>
      <span className={styles.previewState} data-state={run.freshSince === null ? 'stale' : 'current'}>
        {run.freshSince === null ? (
          <>
            <Icon icon={TriangleAlert} />
            <span>
              Stale<span className={styles.wide}>: something was changed since</span>
            </span>
          </>
        ) : (
          <>
            <Icon icon={Check} />
            <span>
              Current
              <span className={styles.wide}>
                : dry run on <bdi>{context}</bdi> at {clockTime(run.freshSince)}
              </span>
            </span>
          </>
        )}
      </span>
      <Button icon={RotateCw} onClick={run.preview}>
        Preview again
      </Button>
    </>
  );
}
