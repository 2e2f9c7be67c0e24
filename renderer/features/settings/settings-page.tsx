/** What the user can choose, and where Chartroom keeps what it keeps. Every change counts at once. */
import type { ReactNode } from 'react';
import { Switch } from '../../components/choice';
import { PageHead } from '../../components/page-head';
import { useSettings, useUpdateSettings } from '../../settings';
import { AppearanceSettings } from './appearance-settings';
import { CacheSettings } from './cache-settings';
import { KeptData } from './kept-data';
import { SettingRow } from './setting-row';
import styles from './settings-page.module.css';

export function SettingsPage() {
  const settings = useSettings();
  const update = useUpdateSettings();
  return (
    <div className={styles.page}>
      <PageHead title="Settings" line="Changes count at once." />
      <div className={styles.sections}>
        <Section title="Appearance">
          <AppearanceSettings settings={settings} onChange={update} />
        </Section>
        <Section title="Versions">
          <SettingRow label="Prereleases" hint="Such as 41.0.0-rc.1. The list of versions has the same switch.">
            <Switch
              checked={settings.showPrereleases}
              onCheckedChange={(showPrereleases) => update({ showPrereleases })}
            >
              Show prereleases
            </Switch>
          </SettingRow>
        </Section>
        <Section title="Cache">
          <CacheSettings
            limitBytes={settings.cacheLimitBytes}
            onLimit={(cacheLimitBytes) => update({ cacheLimitBytes })}
          />
        </Section>
        <Section title="Data on this computer">
          <KeptData />
        </Section>
      </div>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
