/** User name and password, and the logins of other tools that would do instead. The password is sent once and kept nowhere here. */
import { useQuery } from '@tanstack/react-query';
import type { FoundLogin } from '../../../shared/registry';
import { appInfoQuery } from '../../app-info';
import { Notice } from '../../components/notice';
import { TextField } from '../../components/text-field';
import { foundLoginsQuery, toolName } from '../../found-logins';
import styles from './login-form.module.css';

export interface LoginValues {
  readonly username: string;
  readonly secret: string;
}

export interface LoginFieldsProps {
  readonly values: LoginValues;
  readonly onChange: (values: LoginValues) => void;
  readonly disabled: boolean;
  /** In normal form; '' where none is known yet. */
  readonly address: string;
  readonly onUseFound: (login: FoundLogin) => void;
}

export function LoginFields({ values, onChange, disabled, address, onUseFound }: LoginFieldsProps) {
  const { data: found = [] } = useQuery(foundLoginsQuery);
  const { data: info } = useQuery(appInfoQuery);
  const fitting = found.filter((login) => login.address === address);
  return (
    <>
      {fitting.length > 0 && (
        <div className={styles.logins}>
          {fitting.map((login) => (
            <Notice
              key={login.tool}
              tone="info"
              action={{ label: `Use the login of ${toolName(login.tool)}`, onClick: () => onUseFound(login) }}
            >
              {toolName(login.tool)} is logged in to <bdi>{address}</bdi>
              {login.username !== undefined && (
                <>
                  {' '}
                  as <bdi>{login.username}</bdi>
                </>
              )}
              .
            </Notice>
          ))}
        </div>
      )}
      <TextField
        label="Username"
        value={values.username}
        disabled={disabled}
        autoComplete="off"
        onValueChange={(username) => onChange({ ...values, username })}
      />
      <TextField
        label="Password or token"
        type="password"
        value={values.secret}
        disabled={disabled}
        autoComplete="off"
        hint={
          info?.keychain.kind === 'memory'
            ? 'Kept until you quit, and never written down: no system keychain was found.'
            : 'Kept in the system keychain, and nowhere else.'
        }
        onValueChange={(secret) => onChange({ ...values, secret })}
      />
    </>
  );
}
