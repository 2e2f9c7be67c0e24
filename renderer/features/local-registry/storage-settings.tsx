/** Where the charts lie, how much that is and how much room is left, and the ways to clean up. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatSize } from '../../../shared/format-size';
import type { LocalRegistry } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import fieldStyles from '../../components/field.module.css';
import { SettingRow } from '../../components/setting-row';
import { call, failureOf } from '../../ipc';
import { localRegistryUsageQuery } from '../../local-registry';
import { CollectGarbageDialog } from './collect-garbage-dialog';
import { useChooseFolder } from './queries';
import { RemoveDialog } from './remove-dialog';
import styles from './storage-settings.module.css';
import { keptWords } from './usage-words';

/** Other programs push, too. Measuring goes through all files, so not too often. */
const MEASURE_EVERY_MS = 30_000;

export function StorageSettings({ registry }: { readonly registry: LocalRegistry }) {
  const { state, config, folder } = registry;
  const isRunning = state.name === 'running';
  const { data: usage } = useQuery({
    ...localRegistryUsageQuery,
    refetchInterval: isRunning ? MEASURE_EVERY_MS : false,
  });
  const chooseFolder = useChooseFolder();
  const openFolder = useMutation({ mutationFn: () => call('localRegistry.openFolder', null) });
  const [open, setOpen] = useState<'garbage' | 'remove' | null>(null);
  const failure = failureOf(chooseFolder.error ?? openFolder.error);
  const close = (): void => setOpen(null);
  return (
    <>
      <SettingRow
        label="Folder"
        hint={
          <>
            What is kept in the folder before stays there.
            {isRunning && ' Changing it restarts the registry.'}
          </>
        }
      >
        <code className={styles.folder}>
          <bdi>{folder}</bdi>
        </code>
        <Button disabled={chooseFolder.isPending} onClick={() => chooseFolder.mutate()}>
          Change…
        </Button>
        <Button onClick={() => openFolder.mutate()}>Open folder</Button>
        {failure !== null && (
          <p role="alert" className={fieldStyles.problem}>
            {failure.message} {failure.why}
          </p>
        )}
      </SettingRow>
      <SettingRow
        label="Kept"
        hint={typeof usage?.freeBytes === 'number' && `${formatSize(usage.freeBytes)} free on this disk.`}
      >
        <output className={styles.size}>{usage && keptWords(usage)}</output>
      </SettingRow>
      <SettingRow label="Clean up" hint={whyNoGarbage(config.engine === 'built-in', isRunning)}>
        <Button
          aria-haspopup="dialog"
          disabled={config.engine !== 'built-in' || !isRunning}
          onClick={() => setOpen('garbage')}
        >
          Collect garbage…
        </Button>
        <Button aria-haspopup="dialog" onClick={() => setOpen('remove')}>
          Remove…
        </Button>
      </SettingRow>
      {open === 'garbage' && <CollectGarbageDialog onClose={close} />}
      {open === 'remove' && <RemoveDialog registry={registry} usage={usage} onClose={close} />}
    </>
  );
}

function whyNoGarbage(isBuiltIn: boolean, isRunning: boolean): string {
  if (!isBuiltIn) return 'Only the built-in registry can collect garbage: what no version needs any more.';
  return isRunning
    ? 'Garbage is what no version needs any more, such as a pushed file whose tag was replaced.'
    : 'The registry has to run to collect garbage: what no version needs any more.';
}
