/** What the user can choose, and where Chartroom keeps what it keeps. Every change counts at once. */
import { Switch } from '../../components/choice';
import { PageHead } from '../../components/page-head';
import { SettingRow } from '../../components/setting-row';
import { SettingSection } from '../../components/setting-section';
import { useSettings, useUpdateSettings } from '../../settings';
import { AppearanceSettings } from './appearance-settings';
import { CacheSettings } from './cache-settings';
import { ClusterSettings } from './cluster-settings';
import { KeptData } from './kept-data';
import styles from './settings-page.module.css';

export function SettingsPage() {
  const settings = useSettings();
  const update = useUpdateSettings();
  return (
    <div className={styles.page}>
      <PageHead title="Settings" line="Changes count at once." />
      <div className={styles.sections}>
        <SettingSection title="Appearance">
          <AppearanceSettings settings={settings} onChange={update} />
        </SettingSection>
        <SettingSection title="Versions">
          <SettingRow label="Prereleases" hint="Such as 41.0.0-rc.1. The list of versions has the same switch.">
            <Switch
              checked={settings.showPrereleases}
              onCheckedChange={(showPrereleases) => update({ showPrereleases })}
            >
              Show prereleases
            </Switch>
          </SettingRow>
        </SettingSection>
        <SettingSection title="Helm and clusters">
          <ClusterSettings />
        </SettingSection>
        <SettingSection title="Cache">
          <CacheSettings
            limitBytes={settings.cacheLimitBytes}
            onLimit={(cacheLimitBytes) => update({ cacheLimitBytes })}
          />
        </SettingSection>
        <SettingSection title="Data on this computer">
          <KeptData />
        </SettingSection>
      </div>
    </div>
  );
}
