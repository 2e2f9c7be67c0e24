/** Where passwords, settings and logs lie, and the way to them. */
import { useQuery } from '@tanstack/react-query';
import { appInfoQuery } from '../../app-info';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { SettingRow } from '../../components/setting-row';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';

export function KeptData() {
  const { data: info } = useQuery(appInfoQuery);
  const tell = useTellFailure();
  const open = (method: 'app.openDataFolder' | 'app.openLogs'): void => {
    void call(method, null).catch(tell);
  };
  if (!info) return null;
  return (
    <>
      <SettingRow label="Passwords">
        {info.keychain.kind === 'keychain' ? (
          `Passwords are kept in the system keychain (${info.keychain.name}).`
        ) : (
          <Notice tone="warning">
            No system keychain found. You&apos;ll stay logged in until you quit.
            <br />
            {info.keychain.why}
          </Notice>
        )}
      </SettingRow>
      <SettingRow
        label="Folder"
        hint="Settings, the list of registries, the cache and unfinished transfers. No passwords."
      >
        <code>
          <bdi>{info.dataFolder}</bdi>
        </code>
        <Button onClick={() => open('app.openDataFolder')}>Open folder</Button>
      </SettingRow>
      <SettingRow label="Logs" hint="Passwords and tokens are left out of them.">
        <Button onClick={() => open('app.openLogs')}>Open logs</Button>
      </SettingRow>
    </>
  );
}
