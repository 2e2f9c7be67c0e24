/** A text to be read: manifests, values, files of a chart. Line numbers, colours, search and copy; any length, since only lines in sight are drawn. */
import { Search } from 'lucide-react';
import { useImperativeHandle, useRef, type ReactNode, type Ref } from 'react';
import { Button } from '../button';
import { CopyButton } from '../copy-button';
import { latePart } from '../late-part';
import { CodeFrame } from './code-frame';
import styles from './code-view.module.css';
import type { CodeDocumentHandle, CodeDocumentProps } from './code-document';

const CodeDocument = latePart(
  async () => (await import('./code-document')).CodeDocument,
  <div className={styles.document} />,
);

/** Loads what every text is shown in. */
export const prepareCodeView = CodeDocument.prepare;

export interface CodeViewProps extends Pick<
  CodeDocumentProps,
  'label' | 'text' | 'line' | 'litLine' | 'onLine' | 'extension'
> {
  /** YAML where it isn't said. */
  readonly language?: CodeDocumentProps['language'];
  /** What it is, at the start of the head. */
  readonly head?: ReactNode;
  /** Further buttons at the end of the head. */
  readonly actions?: ReactNode;
  /** Does nothing while the text is loaded. */
  readonly ref?: Ref<CodeDocumentHandle>;
}

export function CodeView({ label, text, language = 'yaml', head, actions, ref, ...place }: CodeViewProps) {
  const document = useRef<CodeDocumentHandle>(null);
  useImperativeHandle(ref, () => ({
    find: () => document.current?.find(),
    goToLine: (line) => document.current?.goToLine(line),
  }));
  return (
    <CodeFrame
      head={head}
      actions={
        <>
          <Button icon={Search} variant="ghost" onClick={() => document.current?.find()}>
            Find
          </Button>
          <CopyButton text={text} label="Copy" variant="ghost" />
          {actions}
        </>
      }
    >
      <CodeDocument ref={document} label={label} text={text} language={language} {...place} />
    </CodeFrame>
  );
}
