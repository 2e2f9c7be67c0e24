/** The disk cache: what is in it, its limit, and clearing it. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button';
import { formatSize } from '../../../shared/format-size';
import { countOf } from '../../format/size';
import { appErrorOf } from '../../ipc';
import { cacheLimitChoices } from './cache-limits';
import styles from './cache-settings.module.css';
import { cacheSizeQuery, useClearCache } from './queries';
import { SettingRow } from '../../components/setting-row';

export interface CacheSettingsProps {
  readonly limitBytes: number;
  readonly onLimit: (limitBytes: number) => void;
}

export function CacheSettings({ limitBytes, onLimit }: CacheSettingsProps) {
  const { data: size, error: sizeError } = useQuery(cacheSizeQuery);
  const clear = useClearCache();
  const error = clear.error ?? sizeError;
  return (
    <>
      <SettingRow
        label="Size"
        hint="Manifests and chart details, so that they are not fetched twice. Clearing it loses nothing but time."
      >
        <output className={styles.size}>
          {size && (size.entries === 0 ? 'Empty' : `${formatSize(size.sizeBytes)} in ${countOf(size.entries, 'file')}`)}
        </output>
        <Button disabled={clear.isPending || size?.entries === 0} onClick={() => clear.mutate()}>
          Clear
        </Button>
        {error && (
          <p role="alert" className={styles.problem}>
            {appErrorOf(error).message}
          </p>
        )}
      </SettingRow>
      <SettingRow label="Limit" hint="The oldest goes first when it is reached.">
        <select
          aria-label="Limit of the cache"
          value={limitBytes}
          onChange={(event) => onLimit(Number(event.target.value))}
          className={styles.limit}
        >
          {cacheLimitChoices(limitBytes).map(({ bytes, label }) => (
            <option key={bytes} value={bytes}>
              {label}
            </option>
          ))}
        </select>
      </SettingRow>
    </>
  );
}
