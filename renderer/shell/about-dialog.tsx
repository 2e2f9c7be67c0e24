/** Which Chartroom this is, and on what it runs. */
import { useQuery } from '@tanstack/react-query';
import { appInfoQuery } from '../app-info';
import { CopyButton } from '../components/copy-button';
import { Dialog } from '../components/dialog';
import { Facts } from '../components/facts';
import { Notice } from '../components/notice';
import styles from './about-dialog.module.css';
import { Mark } from './mark';

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: info } = useQuery(appInfoQuery);
  if (!info) return null;
  const versions = [
    ['Version', info.version],
    ['Electron', info.electron],
    ['Chromium', info.chromium],
    ['Node', info.node],
    ['Passwords', info.keychain.kind === 'keychain' ? `in ${info.keychain.name}` : 'in memory, until you quit'],
    ['Data', info.dataFolder],
  ] as const;
  const text = versions.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <Dialog title="About Chartroom" isText onClose={onClose} actions={<CopyButton text={text} label="Copy" />}>
      <div className={styles.body}>
        <div className={styles.head}>
          <Mark size={32} />
          <div>
            <div className={styles.name}>{info.name}</div>
            Helm charts in OCI registries. Apache License 2.0.
          </div>
        </div>
        {info.unsupportedRuntime && (
          <Notice tone="warning">
            Unsupported development runtime: Electron {info.electron} gets no security fixes. Released packages have the
            current one.
          </Notice>
        )}
        <Facts facts={versions} />
      </div>
    </Dialog>
  );
}
