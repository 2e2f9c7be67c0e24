/** What is compared without lines: images, fields of Chart.yaml, dependencies. The change stands as a word in each row. */
import type { ReactNode } from 'react';
import type { Comparison, ComparedDependency, ComparedImage } from '../../../shared/comparison';
import { EmptyState } from '../../components/empty-state';
import table from '../../components/plain-table.module.css';
import styles from './compare.module.css';
import { imageText } from './image-words';

const WORDS = { removed: 'Removed', changed: 'Changed', added: 'New', same: 'Unchanged' } as const;
type Change = keyof typeof WORDS;

export function ImagesTable({ images: { items }, isPartial }: Pick<Comparison, 'images' | 'isPartial'>) {
  return (
    <Frame
      label="Images"
      columns={['Found in', 'Before', 'Now']}
      nothing="No container image was found in values, annotations and templates."
      note={`Found in values, annotations and templates, not by running the chart. “App version” is a guess: no tag is written, and charts then mostly take that.${isPartial ? ' There are more templates than were looked through.' : ''}`}
    >
      {items.map(({ change, from, to, foundIn }, index) => (
        <Row key={index} change={change} name={foundIn.join(', ')}>
          <ImageCell image={from} />
          <ImageCell image={to} />
        </Row>
      ))}
    </Frame>
  );
}

function ImageCell({ image }: { readonly image: ComparedImage | null }) {
  return (
    <td className={table.mono}>
      {image === null ? (
        '–'
      ) : (
        <>
          <bdi>{imageText(image)}</bdi>
          {image.isAssumed && <span className={styles.note}> App version</span>}
        </>
      )}
    </td>
  );
}

export function MetadataTable({ metadata: { items } }: Pick<Comparison, 'metadata'>) {
  return (
    <Frame label="Metadata" columns={['Field', 'Before', 'Now']} nothing="Chart.yaml says the same in both.">
      {items.map(({ change, field, from, to }) => (
        <Row key={field} change={change} name={field}>
          <TextCell text={from} />
          <TextCell text={to} />
        </Row>
      ))}
    </Frame>
  );
}

export function DependenciesTable({ dependencies: { items } }: Pick<Comparison, 'dependencies'>) {
  return (
    <Frame label="Dependencies" columns={['Name', 'Before', 'Now']} nothing="Neither depends on another chart.">
      {items.map(({ change, name, alias, from, to }, index) => (
        <Row key={index} change={change} name={alias === '' ? name : `${alias} (${name})`}>
          <TextCell text={dependencyText(from)} />
          <TextCell text={dependencyText(to)} />
        </Row>
      ))}
    </Frame>
  );
}

function dependencyText(dependency: ComparedDependency | null): string | null {
  if (dependency === null) return null;
  const { version, repository, condition, inside } = dependency;
  return [
    version === '' ? 'not listed in Chart.yaml' : version,
    repository === '' ? '' : `from ${repository}`,
    condition === '' ? '' : `if ${condition}`,
    inside === null ? 'not in the archive' : inside === version ? 'in the archive' : `${inside || '?'} in the archive`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function TextCell({ text }: { readonly text: string | null }) {
  return <td className={styles.text}>{text === null ? '–' : <bdi>{text}</bdi>}</td>;
}

interface FrameProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly nothing: string;
  readonly note?: string;
  readonly children: readonly ReactNode[];
}

function Frame({ label, columns, nothing, note, children }: FrameProps) {
  if (children.length === 0) return <EmptyState title="Nothing to compare">{nothing}</EmptyState>;
  return (
    <div className={styles.tables} role="group" aria-label={label} tabIndex={0}>
      {note !== undefined && <p className={styles.about}>{note}</p>}
      <table className={table.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col" className={styles.change}>
              Change
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Row({
  change,
  name,
  children,
}: {
  readonly change: Change;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      {children}
      <td className={styles[change]}>{WORDS[change]}</td>
    </tr>
  );
}
