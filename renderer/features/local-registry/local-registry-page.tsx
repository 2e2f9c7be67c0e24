/** The screen of the local registry: how it stands, how to use it, what is set, what it keeps, and what it says. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { LocalRegistry } from '../../../shared/local-registry';
import { useCommand } from '../../commands';
import { Ago } from '../../components/ago';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { PageHead } from '../../components/page-head';
import { SettingSection } from '../../components/setting-section';
import { localRegistryWords } from '../../format/local-registry-state';
import { failureOf } from '../../ipc';
import {
  localRegistryQuery,
  localRegistryUsageQuery,
  useShownState,
  useStartLocalRegistry,
  useStopLocalRegistry,
} from '../../local-registry';
import { ENGINE_NAMES } from './engine-words';
import { HowToUse } from './how-to-use';
import styles from './local-registry-page.module.css';
import { LogPane } from './log-pane';
import { LoginSettings } from './login-settings';
import { enginesQuery } from './queries';
import { ServerSettings } from './server-settings';
import { StatePanel } from './state-panel';
import { StorageSettings } from './storage-settings';

export function LocalRegistryPage() {
  const { data: registry, error } = useQuery(localRegistryQuery);
  const failure = failureOf(error);
  if (registry !== undefined) return <KnownRegistry registry={registry} />;
  return (
    <div className={styles.page}>
      <PageHead title="Local registry" line="" />
      {failure !== null && <ErrorPanel error={failure} />}
    </div>
  );
}

function KnownRegistry({ registry }: { readonly registry: LocalRegistry }) {
  const state = useShownState(registry.state);
  const client = useQueryClient();
  const start = useStartLocalRegistry();
  const stop = useStopLocalRegistry();
  const failure = failureOf(start.error ?? stop.error);
  const startIt = (): void => start.mutate();
  const stopIt = (): void => stop.mutate();
  const isUp = state.name === 'starting' || state.name === 'running' || state.name === 'stopping';
  const button = useRef<HTMLButtonElement>(null);
  /** What the panel offers goes with the panel: the focus stays on the page. */
  const fromPanel = (act: () => void) => () => {
    button.current?.focus();
    act();
  };
  useCommand('refresh', () => {
    void client.invalidateQueries({ queryKey: localRegistryUsageQuery.queryKey });
    void client.invalidateQueries({ queryKey: enginesQuery.queryKey });
  });
  return (
    <div className={styles.page}>
      <PageHead
        title="Local registry"
        line={
          <>
            <output>{localRegistryWords(state)}</output> · {ENGINE_NAMES[registry.config.engine]}
            {state.name === 'running' && (
              <>
                {' '}
                · started <Ago fromMs={state.startedAt} />
              </>
            )}
          </>
        }
        actions={
          <>
            <Badge>Local and unencrypted</Badge>
            {/* One button for both, so that the focus stays on it. A way out of a failure stands below, filled. */}
            <Button
              ref={button}
              variant={state.name === 'stopped' ? 'primary' : 'secondary'}
              onClick={isUp ? stopIt : startIt}
            >
              {isUp ? 'Stop' : 'Start'}
            </Button>
          </>
        }
      />
      <div className={styles.body}>
        <div className={styles.sections}>
          <StatePanel state={state} onStart={fromPanel(startIt)} onStop={fromPanel(stopIt)} />
          {failure !== null && <ErrorPanel error={failure} />}
          <p className={styles.reach}>
            A registry of your own, for trying things out. Only this computer can reach it, and nothing that goes to or
            from it is encrypted.
          </p>
          {state.name === 'running' && (
            <SettingSection title="Use it">
              <HowToUse address={state.address} username={registry.login?.username ?? null} />
            </SettingSection>
          )}
          <SettingSection title="Server">
            <ServerSettings registry={registry} />
          </SettingSection>
          <SettingSection title="Access">
            <LoginSettings registry={registry} />
          </SettingSection>
          <SettingSection title="Storage">
            <StorageSettings registry={registry} />
          </SettingSection>
        </div>
        <LogPane />
      </div>
    </div>
  );
}
