/** Engine, port and host names: chosen and typed at leisure, applied together, since each would restart a registry that runs. */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { LocalRegistry } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { SettingRow } from '../../components/setting-row';
import { failureOf } from '../../ipc';
import { useConfigureLocalRegistry } from '../../local-registry';
import { checkDraft, type ConfigDraft } from './config-draft';
import { EngineChoice } from './engine-choice';
import { HostNamesField } from './host-names-field';
import { PortField } from './port-field';

export function ServerSettings({ registry: { config, state } }: { readonly registry: LocalRegistry }) {
  const [draft, setDraft] = useKeptDraft();
  const configure = useConfigureLocalRegistry();
  const { change, isChanged, portProblem, hostsProblem } = checkDraft(draft, config);
  const canApply = Object.keys(change).length > 0 && !configure.isPending;
  const engine = draft.engine ?? config.engine;
  const isRunning = state.name === 'running';
  const failure = failureOf(configure.error);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (canApply) configure.mutate(change, { onSuccess: () => setDraft({}) });
  }

  return (
    <form noValidate onSubmit={onSubmit}>
      <EngineChoice chosen={engine} onChoose={(chosen) => setDraft({ ...draft, engine: chosen })} />
      <PortField
        value={draft.port ?? String(config.port)}
        problem={portProblem}
        onValueChange={(port) => setDraft({ ...draft, port })}
      />
      <HostNamesField
        value={draft.hosts ?? config.allowedHosts.join(' ')}
        problem={hostsProblem}
        isBuiltIn={engine === 'built-in'}
        onValueChange={(hosts) => setDraft({ ...draft, hosts })}
      />
      <SettingRow
        label=""
        hint={isRunning ? 'The registry restarts for this: a push or pull under way has to be tried again.' : undefined}
      >
        <Button type="submit" disabled={!canApply}>
          {isRunning ? 'Apply and restart' : 'Apply'}
        </Button>
        <Button variant="ghost" disabled={!isChanged || configure.isPending} onClick={() => setDraft({})}>
          Discard changes
        </Button>
      </SettingRow>
      {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
    </form>
  );
}

const draftKey = ['local-registry-draft'] as const;

/**
 * Kept while the window lives: who looks at another page in between finds what was typed. The state is React's own, since the
 * cache tells of a change a moment later, and Enter pressed in that moment would apply what stood there before.
 */
function useKeptDraft() {
  const client = useQueryClient();
  const [draft, setDraft] = useState<ConfigDraft>(() => client.getQueryData<ConfigDraft>(draftKey) ?? {});
  client.setQueryDefaults(draftKey, { gcTime: Infinity });
  function keepDraft(next: ConfigDraft): void {
    setDraft(next);
    client.setQueryData(draftKey, next);
  }
  return [draft, keepDraft] as const;
}
