/** What a chart is rendered with: typed fields count when Enter or the button is pressed, switches at once. */
import { SlidersHorizontal, StickyNote, type LucideIcon } from 'lucide-react';
import type { FormEvent } from 'react';
import type { CommandRequest } from '../../../shared/helm-command';
import { Button } from '../../components/button';
import { Switch } from '../../components/choice';
import { CopyHelmCommand } from '../../components/copy-helm-command';
import { TextField } from '../../components/text-field';
import type { DraftProblems, RenderDraft } from './render-draft';
import styles from './render-tab.module.css';

/** What is seen below the options. */
export type RenderView = 'manifests' | 'values' | 'notes';

export interface RenderOptionsProps {
  readonly draft: RenderDraft;
  readonly problems: DraftProblems;
  /** Nothing was changed since the last rendering. */
  readonly isUpToDate: boolean;
  readonly onChange: (draft: RenderDraft) => void;
  readonly onRender: (draft: RenderDraft) => void;
  readonly view: RenderView;
  readonly onView: (view: RenderView) => void;
  /** What it does as a helm command. */
  readonly command: CommandRequest | null;
}

export function RenderOptions(props: RenderOptionsProps) {
  const { draft, problems, isUpToDate, onChange, onRender, view, onView, command } = props;
  function submit(event: FormEvent): void {
    event.preventDefault();
    onRender(draft);
  }
  const field = (name: 'name' | 'namespace' | 'kubernetesVersion' | 'apiVersions') => ({
    value: draft[name],
    onValueChange: (text: string) => onChange({ ...draft, [name]: text }),
    ...(problems[name] === undefined ? {} : { problem: problems[name] }),
  });
  return (
    <form className={styles.options} onSubmit={submit}>
      <TextField label="Release name" mono className={styles.field} {...field('name')} />
      <TextField label="Namespace" mono className={styles.field} {...field('namespace')} />
      <TextField
        label="Kubernetes version"
        placeholder="Helm's own"
        className={styles.shortField}
        {...field('kubernetesVersion')}
      />
      <TextField
        label="Further API versions"
        placeholder="acme.dev/v1, …"
        className={styles.field}
        {...field('apiVersions')}
      />
      <div className={styles.switches}>
        <Switch checked={draft.includeCrds} onCheckedChange={(includeCrds) => onRender({ ...draft, includeCrds })}>
          CRDs
        </Switch>
        <Switch checked={draft.includeHooks} onCheckedChange={(includeHooks) => onRender({ ...draft, includeHooks })}>
          Hooks
        </Switch>
        <ViewButton
          icon={SlidersHorizontal}
          isShown={view === 'values'}
          onShow={(shows) => onView(shows ? 'values' : 'manifests')}
        >
          Values
        </ViewButton>
        <ViewButton
          icon={StickyNote}
          isShown={view === 'notes'}
          onShow={(shows) => onView(shows ? 'notes' : 'manifests')}
        >
          Notes
        </ViewButton>
        <Button type="submit" disabled={isUpToDate || Object.keys(problems).length > 0}>
          Render
        </Button>
        <CopyHelmCommand request={Object.keys(problems).length > 0 ? null : command} />
      </div>
    </form>
  );
}

interface ViewButtonProps {
  readonly icon: LucideIcon;
  readonly isShown: boolean;
  readonly onShow: (shows: boolean) => void;
  readonly children: string;
}

function ViewButton({ icon, isShown, onShow, children }: ViewButtonProps) {
  return (
    <Button icon={icon} aria-pressed={isShown} className={styles.viewButton} onClick={() => onShow(!isShown)}>
      {children}
    </Button>
  );
}
