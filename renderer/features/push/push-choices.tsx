/** The two questions that a row of the push sheet may ask. The harmless answer is the one that stands at first. */
import { Checkbox, Radio } from '../../components/choice';
import { shortDigest } from '../../format/middle-cut';
import { formatDay, parseTime } from '../../format/time';
import type { PushOutcome } from './push-plan';
import styles from './push-choices.module.css';

export interface DifferentContentChoiceProps {
  /** Of the radio group; unlike any other on the page. */
  readonly name: string;
  readonly version: string;
  readonly outcome: Extract<PushOutcome, { kind: 'different' }>;
  /** What is known is about another destination: nothing can be chosen yet. */
  readonly disabled: boolean;
  readonly onReplace: (replace: boolean) => void;
}

export function DifferentContentChoice({ name, version, outcome, disabled, onReplace }: DifferentContentChoiceProps) {
  const createdMs = parseTime(outcome.createdAt);
  return (
    <fieldset disabled={disabled} className={styles.box}>
      <legend className={styles.legend}>
        <bdi>{version}</bdi> already exists with different content. Bump the version, or replace it for everyone who
        uses this tag.
      </legend>
      <div className={styles.options}>
        <Radio name={name} checked={!outcome.replaces} onChoose={() => onReplace(false)}>
          Leave it as it is
        </Radio>
        <span className={styles.digest}>
          <code>{shortDigest(outcome.digest)}</code>
          {createdMs === null ? 'there now' : `there since ${formatDay(createdMs)}`}
        </span>
        <Radio name={name} checked={outcome.replaces} onChoose={() => onReplace(true)}>
          Replace it with this file
        </Radio>
        <span className={styles.digest}>
          {outcome.ownDigest !== undefined && <code>{shortDigest(outcome.ownDigest)}</code>}
          yours
        </span>
      </div>
    </fieldset>
  );
}

export interface ProvenanceChoiceProps {
  /** What is wrong with the `.prov`; null once it is left out. */
  readonly problem: string | null;
  readonly withProvenance: boolean;
  readonly onChange: (withProvenance: boolean) => void;
}

export function ProvenanceChoice({ problem, withProvenance, onChange }: ProvenanceChoiceProps) {
  return (
    <div className={styles.box}>
      {problem !== null && (
        <p className={styles.legend}>
          <bdi>{problem}</bdi> Re-sign it or push without it.
        </p>
      )}
      <Checkbox checked={!withProvenance} onCheckedChange={(isLeftOut) => onChange(!isLeftOut)}>
        Push without it
      </Checkbox>
    </div>
  );
}
