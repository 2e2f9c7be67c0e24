/** Where the running registry is, and the helm commands that fit it. */
import { Link } from '@tanstack/react-router';
import { CodeBox } from '../../components/code-box';
import { CopyIconButton } from '../../components/copy-button';
import { SettingRow } from '../../components/setting-row';
import { helmLoginCommand, helmPushExample } from '../../format/helm-command';
import { placeLink } from '../../place-link';
import styles from './how-to-use.module.css';

export interface HowToUseProps {
  readonly address: string;
  /** Null: it asks for no login. */
  readonly username: string | null;
}

/** It has no certificate, whatever the list of registries says. */
const PLAIN = { plainHttp: true } as const;

export function HowToUse({ address, username }: HowToUseProps) {
  return (
    <>
      <SettingRow label="Address">
        <span className={styles.address}>
          <Link {...placeLink({ kind: 'registry', address })}>{address}</Link>
          <CopyIconButton text={address} label="Copy address" />
        </span>
      </SettingRow>
      <SettingRow label="With helm">
        <div className={styles.commands}>
          {username !== null && (
            <CodeBox
              label="Log in; helm asks for the password"
              text={helmLoginCommand(address, username, PLAIN)}
              copyLabel="Copy login command"
            />
          )}
          <CodeBox label="Push" text={helmPushExample(address, PLAIN)} copyLabel="Copy push command" />
        </div>
      </SettingRow>
    </>
  );
}
