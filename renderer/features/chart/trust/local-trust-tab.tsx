/** Who made a chart on this machine: the verdict on the .prov beside it. What a registry attaches to a version isn't there. */
import type { FileSource } from '../../../../shared/archive';
import { helmVerifyCommand } from '../../../format/helm-command';
import { TrustFrame } from './trust-frame';
import styles from './trust-tab.module.css';

export interface LocalTrustTabProps {
  readonly source: FileSource;
  readonly host: string;
  /** It was packaged for reading: nobody can have signed that. */
  readonly isFolder: boolean;
}

export function LocalTrustTab({ source, host, isFolder }: LocalTrustTabProps) {
  return (
    <TrustFrame
      subject={source}
      origin={isFolder ? 'folder' : 'file'}
      host={host}
      place={source}
      commands={(fileName, keyring) =>
        isFolder
          ? []
          : [
              {
                label: 'As helm command',
                text: helmVerifyCommand(fileName, keyring),
                copyLabel: 'Copy helm command',
              },
            ]
      }
    >
      <section aria-label="Attached" className={styles.attached}>
        <h2 className={styles.heading}>Attached signatures and documents</h2>
        <p className={styles.quiet}>
          Those are kept by a registry, beside a version that was pushed. A chart on this computer has none.
        </p>
      </section>
    </TrustFrame>
  );
}
