/** A text to be read: manifests, values, files of a chart. Line numbers, colours, search and copy; any length, since only lines in sight are drawn. */
import { Search } from 'lucide-react';
import { lazy, Suspense, useRef, type ReactNode } from 'react';
import { Button } from '../button';
import { CopyButton } from '../copy-button';
import styles from './code-view.module.css';
import type { CodeDocumentHandle, CodeDocumentProps } from './code-document';

const CodeDocument = lazy(async () => ({ default: (await import('./code-document')).CodeDocument }));

export interface CodeViewProps extends Pick<CodeDocumentProps, 'label' | 'text' | 'line' | 'extension'> {
  /** YAML where it isn't said. */
  readonly language?: CodeDocumentProps['language'];
  /** What it is, at the start of the head. */
  readonly head?: ReactNode;
  /** Further buttons at the end of the head. */
  readonly actions?: ReactNode;
}

export function CodeView({ label, text, language = 'yaml', line, extension, head, actions }: CodeViewProps) {
  const document = useRef<CodeDocumentHandle>(null);
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
        <CodeDocument ref={document} label={label} text={text} language={language} line={line} extension={extension} />
      </Suspense>
    </div>
  );
}
