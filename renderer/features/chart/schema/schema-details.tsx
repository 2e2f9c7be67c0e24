/** What a schema says of the chosen place; of the whole where none is chosen. Every word of it was written by somebody else. */
import type { ReactNode } from 'react';
import { CopyButton } from '../../../components/copy-button';
import { LinkButton } from '../../../components/link-button';
import type { SchemaHead, SchemaRow } from '../../../schema/schema-rows';
import styles from './schema-view.module.css';

export interface SchemaDetailsProps {
  readonly row: SchemaRow | null;
  readonly head: SchemaHead;
  /** Where the values of its chart stand. */
  readonly prefix: readonly string[];
  readonly onGoTo: (key: string) => void;
}

export function SchemaDetails({ row, head, prefix, onGoTo }: SchemaDetailsProps) {
  const { type, title, description, rules, choices, byDefault, examples } = row ?? head;
  const path = row === null ? '' : [...prefix, ...(row.path === '' ? [] : [row.path])].join('.');
  const isEmpty =
    [type, title, description].every((text) => text === '') &&
    rules.length + choices.length + examples.length === 0 &&
    byDefault === null;
  return (
    // It scrolls, so it takes the focus.
    <section aria-label="About the chosen place" tabIndex={0} className={styles.details}>
      <div className={styles.detailsHead}>
        <h2 className={styles.path}>
          <bdi>{row === null ? 'All values' : path || row.name}</bdi>
        </h2>
        {path !== '' && <CopyButton size="small" text={path} label="Copy path" />}
      </div>
      {title !== '' && <p className={styles.words}>{title}</p>}
      {description !== '' && <p className={styles.words}>{description}</p>}
      {row !== null && row.note !== '' && (
        <p className={styles.words}>
          {row.note}{' '}
          {row.sameAs !== null && row.sameAs !== '' && (
            <LinkButton onClick={() => onGoTo(row.sameAs ?? '')}>Go there</LinkButton>
          )}
        </p>
      )}
      <dl className={styles.facts}>
        <Fact label="Type">{type}</Fact>
        <Fact label="Required">{row?.isRequired === true && 'yes'}</Fact>
        <Fact label="Default">{byDefault !== null && <code>{byDefault}</code>}</Fact>
        <Fact label="One of">{choices.length > 0 && <Codes texts={choices} />}</Fact>
        <Fact label="Rules">{rules.length > 0 && rules.join('; ')}</Fact>
        <Fact label="Examples">{examples.length > 0 && <Codes texts={examples} />}</Fact>
        <Fact label="Refers to">{row !== null && row.references.length > 0 && <Codes texts={row.references} />}</Fact>
      </dl>
      {isEmpty && row?.note === '' && <p className={styles.quiet}>The schema says nothing of it by itself.</p>}
      {row === null && <p className={styles.quiet}>Choose a place in the tree to see what is asked for there.</p>}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === false || children === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function Codes({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text, index) => (
    <code key={index} className={styles.code}>
      {text}
    </code>
  ));
}
