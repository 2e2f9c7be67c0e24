/** YAML to be read: manifests, values. Line numbers, colours, search and copy; any length, since only lines in sight are drawn. */
import { Search } from 'lucide-react';
import { lazy, Suspense, useRef, type ReactNode } from 'react';
import { Button } from '../button';
import { CopyButton } from '../copy-button';
import styles from './yaml-view.module.css';
import type { YamlDocumentHandle } from './yaml-document';

const YamlDocument = lazy(async () => ({ default: (await import('./yaml-document')).YamlDocument }));

export interface YamlViewProps {
  /** Accessible name of the text. */
  readonly label: string;
  readonly text: string;
  /** What it is, at the start of the head. */
  readonly head?: ReactNode;
  /** Further buttons at the end of the head. */
  readonly actions?: ReactNode;
}

export function YamlView({ label, text, head, actions }: YamlViewProps) {
  const document = useRef<YamlDocumentHandle>(null);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <div className={styles.title}>{head}</div>
        <Button icon={Search} variant="ghost" onClick={() => document.current?.find()}>
          Find
        </Button>
        <CopyButton text={text} label="Copy" variant="ghost" />
        {actions}
      </div>
      <Suspense fallback={<div className={styles.document} />}>
        <YamlDocument ref={document} label={label} text={text} />
      </Suspense>
    </div>
  );
}
