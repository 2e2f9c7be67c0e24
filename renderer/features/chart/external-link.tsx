/** A link that a chart names: the main process checks it, asks the user, and opens the system's browser. */
import { LinkButton } from '../../components/link-button';
import { call } from '../../ipc';
import styles from './external-link.module.css';

export interface ExternalLinkProps {
  readonly url: string;
  readonly text: string;
}

export function ExternalLink({ url, text }: ExternalLinkProps) {
  if (!url.startsWith('https://')) {
    return (
      <bdi className={styles.quiet} title="Only https links are opened">
        {text}
      </bdi>
    );
  }
  return (
    <LinkButton
      underline="hover"
      title={url}
      className={styles.link}
      onClick={() => void call('app.openLink', { url, fromChart: true })}
    >
      <bdi>{text}</bdi>
    </LinkButton>
  );
}
