/** How helm runs: whether it waits, what happens where it fails, and behind "Advanced" what few need, each with what it does. */
import { useState } from 'react';
import type { ApplyOptions } from '../../../shared/helm-options';
import type { HelmVersion } from '../../../shared/helm';
import { Button } from '../../components/button';
import { Checkbox, Radio } from '../../components/choice';
import { SettingRow } from '../../components/setting-row';
import { TextField } from '../../components/text-field';
import { FIELD_IDS, TIMEOUT_WORDS, timeoutOf } from './draft';
import styles from './options-step.module.css';

export interface OptionsStepProps {
  readonly kind: 'install' | 'upgrade';
  readonly helm: HelmVersion;
  readonly options: ApplyOptions;
  readonly timeout: string;
  readonly onOptions: (change: Partial<ApplyOptions>) => void;
  readonly onTimeout: (timeout: string) => void;
}

export function OptionsStep({ kind, helm, options, timeout, onOptions, onTimeout }: OptionsStepProps) {
  const isUsual = ADVANCED.every(({ name }) => !options[name]);
  const [isOpen, setOpen] = useState(!isUsual);
  const waits = options.wait !== 'none' || options.rollBackOnFailure;
  return (
    <div>
      <SettingRow label="Wait" isGroup hint="The run is done when what was chosen here has come.">
        {WAITS.map(({ wait, label }) => (
          <Radio key={wait} name="wait" checked={options.wait === wait} onChoose={() => onOptions({ wait })}>
            {label}
          </Radio>
        ))}
      </SettingRow>
      <SettingRow
        label="Time-out"
        labelFor={FIELD_IDS.timeout}
        hint={waits ? 'For each single wait, of hooks too.' : 'For hooks only: nothing else is waited for.'}
      >
        <div className={styles.short}>
          <TextField
            id={FIELD_IDS.timeout}
            label="Time-out"
            hidesLabel
            value={timeout}
            onValueChange={onTimeout}
            problem={timeoutOf(timeout) === null ? TIMEOUT_WORDS : undefined}
          />
        </div>
      </SettingRow>
      <SettingRow
        label="If it fails"
        hint={
          kind === 'install'
            ? 'Rolling back a first install means that all of it is uninstalled again. It waits for what it makes then.'
            : 'Rolling back goes to the revision before. It waits for what it makes then.'
        }
      >
        <Checkbox
          checked={options.rollBackOnFailure}
          onCheckedChange={(rollBackOnFailure) => onOptions({ rollBackOnFailure })}
        >
          Roll back on failure
        </Checkbox>
      </SettingRow>
      <SettingRow
        label="Description"
        hint="Kept with the revision, where everyone who may read it sees it. No place for a secret."
      >
        <div className={styles.wide}>
          <TextField
            label="Description"
            hidesLabel
            value={options.description}
            maxLength={500}
            onValueChange={(description) => onOptions({ description })}
          />
        </div>
      </SettingRow>
      <SettingRow label="Advanced">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide advanced options' : 'Show advanced options'}
        </Button>
      </SettingRow>
      {isOpen &&
        ADVANCED.map(({ name, label, hint, feature }) => {
          const isThere = feature === undefined || helm.features[feature];
          // helm takes only one of the two.
          const isOther =
            name === 'forceReplace' ? options.forceConflicts : name === 'forceConflicts' && options.forceReplace;
          return (
            <SettingRow key={name} label="" hint={isThere ? hint : `Helm ${helm.version} can't do this. ${hint}`}>
              <Checkbox
                checked={options[name]}
                disabled={!isThere || isOther}
                onCheckedChange={(value) => onOptions({ [name]: value })}
              >
                {label}
              </Checkbox>
            </SettingRow>
          );
        })}
    </div>
  );
}

const WAITS = [
  { wait: 'none', label: "Don't wait" },
  { wait: 'ready', label: 'Until everything is ready' },
  { wait: 'ready-and-jobs', label: 'Until its jobs have ended as well' },
] as const satisfies readonly { readonly wait: ApplyOptions['wait']; readonly label: string }[];

interface AdvancedOption {
  readonly name: 'takeOwnership' | 'skipCrds' | 'skipSchemaValidation' | 'forceReplace' | 'forceConflicts';
  readonly label: string;
  readonly hint: string;
  readonly feature?: keyof HelmVersion['features'];
}

const ADVANCED: readonly AdvancedOption[] = [
  {
    name: 'takeOwnership',
    label: 'Take ownership',
    hint: 'Adopts objects of these names that are there already, also those of another release, which then loses them.',
    feature: 'takeOwnership',
  },
  {
    name: 'skipCrds',
    label: 'Skip CRDs',
    hint: 'Leaves out the custom resource definitions of the chart: for clusters where somebody else looks after them.',
  },
  {
    name: 'skipSchemaValidation',
    label: "Skip the schema's check",
    hint: "Takes values that the chart's schema refuses. The templates may then fail, or make something that nobody meant.",
    feature: 'skipSchemaValidation',
  },
  {
    name: 'forceReplace',
    label: 'Force replace',
    hint: "Deletes and makes anew what can't be changed in place: it is gone for a moment.",
  },
  {
    name: 'forceConflicts',
    label: 'Force conflicts',
    hint: 'Takes fields that another tool manages, such as replicas set by an autoscaler. That tool loses what it set.',
    feature: 'forceConflicts',
  },
];
