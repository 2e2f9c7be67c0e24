/** The key files that signatures are checked with: chosen by the system's dialog, remembered, and forgotten again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus, X } from 'lucide-react';
import type { KeyFile } from '../../../../shared/trust';
import { Button, IconButton } from '../../../components/button';
import { ErrorPanel } from '../../../components/error-panel';
import { Icon } from '../../../components/icon';
import { Notice } from '../../../components/notice';
import { SkeletonRows } from '../../../components/skeleton-rows';
import { countOf } from '../../../format/size';
import { appErrorOf, call } from '../../../ipc';
import { queryKeys } from '../../../query-keys';
import { keyFilesQuery } from './queries';
import { VALIDITY_WORDS } from './trust-words';
import styles from './trust-tab.module.css';

export function KeyFiles() {
  const client = useQueryClient();
  const { data: files, error } = useQuery(keyFilesQuery);
  function take(changed: readonly KeyFile[] | null): void {
    if (changed === null) return;
    client.setQueryData(keyFilesQuery.queryKey, [...changed]);
    void client.invalidateQueries({ queryKey: queryKeys.trust });
  }
  const add = useMutation({ mutationFn: () => call('trust.addKeyFile', null), onSuccess: take });
  const remove = useMutation({
    mutationFn: (id: KeyFile['id']) => call('trust.removeKeyFile', { id }),
    onSuccess: take,
  });
  const failure = add.error ?? remove.error ?? error;

  return (
    <section>
      <h2>Key files</h2>
      {files === undefined && error === null && <SkeletonRows />}
      {files?.length === 0 && (
        <p className={styles.quiet}>
          None chosen. Public keys, armored or binary, or GnuPG’s own <code>pubring.gpg</code> or{' '}
          <code>pubring.kbx</code>. Chartroom remembers where they are and copies nothing.
        </p>
      )}
      {files !== undefined && files.length > 0 && (
        <ul className={styles.keyFiles}>
          {files.map((file) => (
            <KeyFileRow key={file.id} file={file} onRemove={() => remove.mutate(file.id)} />
          ))}
        </ul>
      )}
      <div>
        <Button icon={Plus} disabled={add.isPending} onClick={() => add.mutate()}>
          Add key file…
        </Button>
      </div>
      {failure !== null && <ErrorPanel error={appErrorOf(failure)} headingLevel={3} />}
    </section>
  );
}

interface KeyFileRowProps {
  readonly file: KeyFile;
  readonly onRemove: () => void;
}

function KeyFileRow({ file: { fileName, content }, onRemove }: KeyFileRowProps) {
  return (
    <li className={styles.keyFile}>
      <Icon icon={KeyRound} className={styles.icon} />
      <div>
        <bdi className={styles.fileName}>{fileName}</bdi>
        {content.kind === 'problem' ? <Notice tone="danger">{content.why}</Notice> : <Keys content={content} />}
      </div>
      <IconButton icon={X} label={`Forget ${fileName}`} size="small" onClick={onRemove} />
    </li>
  );
}

type KeysOfFile = Extract<KeyFile['content'], { readonly kind: 'keys' }>;
/** More would push everything else out of sight. */
const SHOWN_KEYS = 5;

function Keys({ content: { keys, keyCount, unusableCount, secretKeyCount } }: { readonly content: KeysOfFile }) {
  const shown = keys.slice(0, SHOWN_KEYS);
  const more = keyCount - unusableCount - shown.length;
  return (
    <>
      <ul className={styles.keys}>
        {shown.map(({ userId, fingerprint, validity }) => (
          <li key={fingerprint}>
            <bdi>{userId}</bdi>
            {validity !== 'valid' && ` (${VALIDITY_WORDS[validity].toLowerCase()})`}
            <code className={styles.fingerprint}>{fingerprint}</code>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.quiet}>and {countOf(more, 'more key')}</p>}
      {unusableCount > 0 && (
        <p className={styles.quiet}>
          {countOf(unusableCount, 'key')} left out: damaged, or of a kind that isn’t known.
        </p>
      )}
      {secretKeyCount > 0 && (
        <p className={styles.quiet}>
          {countOf(secretKeyCount, 'secret key')} left out. Helm would check with them; Chartroom never reads them, and
          a file for checking needs none.
        </p>
      )}
    </>
  );
}
