/** What a chart is rendered with: typed fields count when Enter or the button is pressed, switches at once. */
import { SlidersHorizontal } from 'lucide-react';
import type { FormEvent } from 'react';
import type { CommandRequest } from '../../../shared/helm-command';
import { Button } from '../../components/button';
import { Switch } from '../../components/choice';
import { CopyHelmCommand } from '../../components/copy-helm-command';
import { TextField } from '../../components/text-field';
import { draftProblems, type RenderDraft } from './render-draft';
import styles from './render-tab.module.css';

export interface RenderOptionsProps {
  readonly draft: RenderDraft;
  /** Nothing was changed since the last rendering. */
  readonly isUpToDate: boolean;
  readonly onChange: (draft: RenderDraft) => void;
  readonly onRender: (draft: RenderDraft) => void;
  /** Whether the values are seen in place of what was rendered. */
  readonly showsValues: boolean;
  readonly onShowsValues: (showsValues: boolean) => void;
  /** What it does as a helm command. */
  readonly command: CommandRequest | null;
}

export function RenderOptions(props: RenderOptionsProps) {
  const { draft, isUpToDate, onChange, onRender, showsValues, onShowsValues, command } = props;
  const problems = draftProblems(draft);
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
        <Button
          icon={SlidersHorizontal}
          aria-pressed={showsValues}
          className={styles.valuesButton}
          onClick={() => onShowsValues(!showsValues)}
        >
          Values
        </Button>
        <Button type="submit" disabled={isUpToDate || Object.keys(problems).length > 0}>
          Render
        </Button>
        <CopyHelmCommand request={Object.keys(problems).length > 0 ? null : command} />
      </div>
    </form>
  );
}
