/** A Markdown file of a chart as it is meant to be read: pictures from its archive, links into it and out of it. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import { archiveFileQuery } from '../../../archive';
import { Markdown } from '../../../components/markdown/markdown';
import type { Heading } from '../../../components/markdown/markdown-blocks';

export { prepareMarkdown } from '../../../components/markdown/read-markdown';

export interface MarkdownFileProps {
  readonly source: ArchiveSource;
  /** In the archive. */
  readonly path: string;
  readonly text: string;
  readonly hasFile: (path: string) => boolean;
  readonly onFile: (path: string) => void;
  readonly onHeadings?: (headings: readonly Heading[]) => void;
  /** Stands in its place where it can't be read as Markdown. */
  readonly fallback: ReactNode;
}

export function MarkdownFile({ source, path, text, hasFile, onFile, onHeadings, fallback }: MarkdownFileProps) {
  const client = useQueryClient();
  async function loadImage(imagePath: string): Promise<string | null> {
    if (!hasFile(imagePath)) return null;
    const file = await client.fetchQuery(archiveFileQuery(source, imagePath));
    return file.kind === 'image' ? file.dataUrl : null;
  }
  return (
    <Markdown
      label={path}
      text={text}
      folder={path.slice(0, path.lastIndexOf('/') + 1)}
      loadImage={loadImage}
      onFile={onFile}
      {...(onHeadings === undefined ? {} : { onHeadings })}
      fallback={fallback}
    />
  );
}
