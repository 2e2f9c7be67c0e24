/** Theme, density, fonts and zoom. */
import { Minus, Plus } from 'lucide-react';
import { DEFAULT_SETTINGS, ZOOM_FACTOR } from '../../../shared/setting-defaults';
import type { Settings } from '../../../shared/settings';
import { changeZoom } from '../../../shared/zoom';
import { Button, IconButton } from '../../components/button';
import { Radio, Switch } from '../../components/choice';
import styles from './appearance-settings.module.css';
import { SettingRow } from '../../components/setting-row';

const THEMES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const satisfies readonly (readonly [Settings['theme'], string])[];

const DENSITIES = [
  ['comfortable', 'Comfortable'],
  ['compact', 'Compact'],
] as const satisfies readonly (readonly [Settings['density'], string])[];

export interface AppearanceSettingsProps {
  readonly settings: Settings;
  readonly onChange: (changes: Partial<Settings>) => void;
}

export function AppearanceSettings({ settings, onChange }: AppearanceSettingsProps) {
  const { theme, density, fontFamily, zoomFactor } = settings;
  return (
    <>
      <SettingRow label="Theme" isGroup>
        {THEMES.map(([value, label]) => (
          <Radio key={value} name="theme" checked={theme === value} onChoose={() => onChange({ theme: value })}>
            {label}
          </Radio>
        ))}
      </SettingRow>
      <SettingRow label="Density" isGroup>
        {DENSITIES.map(([value, label]) => (
          <Radio key={value} name="density" checked={density === value} onChoose={() => onChange({ density: value })}>
            {label}
          </Radio>
        ))}
      </SettingRow>
      <SettingRow label="Fonts" hint="Otherwise Inter and JetBrains Mono, which come with Chartroom.">
        <Switch
          checked={fontFamily === 'system'}
          onCheckedChange={(isSystem) => onChange({ fontFamily: isSystem ? 'system' : 'bundled' })}
        >
          Use system font
        </Switch>
      </SettingRow>
      <SettingRow label="Zoom" isGroup>
        <div className={styles.zoom}>
          <IconButton
            icon={Minus}
            label="Zoom out"
            variant="secondary"
            disabled={zoomFactor <= ZOOM_FACTOR.least}
            onClick={() => onChange({ zoomFactor: changeZoom(zoomFactor, 'out') })}
          />
          <output className={styles.factor}>{Math.round(zoomFactor * 100)} %</output>
          <IconButton
            icon={Plus}
            label="Zoom in"
            variant="secondary"
            disabled={zoomFactor >= ZOOM_FACTOR.most}
            onClick={() => onChange({ zoomFactor: changeZoom(zoomFactor, 'in') })}
          />
          <Button
            variant="ghost"
            disabled={zoomFactor === DEFAULT_SETTINGS.zoomFactor}
            onClick={() => onChange({ zoomFactor: changeZoom(zoomFactor, 'reset') })}
          >
            Actual size
          </Button>
        </div>
      </SettingRow>
    </>
  );
}
