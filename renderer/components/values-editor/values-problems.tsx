/** What of the overrides can't be used or doesn't fit the schema, in one place, each with the way to its line. */
import type { ValueProblem } from '../../values/values-check';
import type { TextFault } from '../../values/values-model';
import { LinkButton } from '../link-button';
import { Notice } from '../notice';
import styles from './values-editor.module.css';

export interface ValuesProblemsProps {
  readonly faults: readonly TextFault[];
  readonly problems: readonly ValueProblem[] | null;
  /** Which of the texts is the one in the editor. */
  readonly editedText: number;
  /** Of the other texts. */
  readonly fileNames: readonly string[];
  readonly onLine: (line: number) => void;
  readonly onRow: (problem: ValueProblem) => void;
}

/** More than these are counted only: the first ones are put right first. */
const SHOWN_PROBLEMS = 5;

export function ValuesProblems(props: ValuesProblemsProps) {
  const { faults, problems, editedText, fileNames, onLine, onRow } = props;
  const [fault] = faults;
  if (fault !== undefined) {
    const { line } = fault;
    return (
      <Notice
        tone="danger"
        announced="politely"
        action={
          line === null || fault.text !== editedText
            ? undefined
            : { label: `Go to line ${line}`, onClick: () => onLine(line) }
        }
      >
        <strong>These overrides can&apos;t be used.</strong> {fault.message}
      </Notice>
    );
  }
  const [first] = problems ?? [];
  if (problems === null || first === undefined) return null;
  const wayTo = (problem: ValueProblem) =>
    problem.place !== null && problem.place.text === editedText
      ? { label: `Go to line ${problem.place.line}`, onClick: () => onLine(problem.place?.line ?? 1) }
      : { label: 'Show in the table', onClick: () => onRow(problem) };
  if (problems.length === 1) {
    return (
      <Notice tone="danger" announced="politely" action={wayTo(first)}>
        <strong>1 value doesn&apos;t match the chart&apos;s schema.</strong>{' '}
        <Problem problem={first} fileNames={fileNames} />
      </Notice>
    );
  }
  return (
    <Notice tone="danger" announced="politely" className={styles.problems}>
      <strong>{problems.length} values don&apos;t match the chart&apos;s schema.</strong>
      <ul className={styles.problemList}>
        {problems.slice(0, SHOWN_PROBLEMS).map((problem) => {
          const { label, onClick } = wayTo(problem);
          return (
            <li key={JSON.stringify(problem.path)}>
              <Problem problem={problem} fileNames={fileNames} /> <LinkButton onClick={onClick}>{label}</LinkButton>
            </li>
          );
        })}
        {problems.length > SHOWN_PROBLEMS && <li>and {problems.length - SHOWN_PROBLEMS} more, marked in the table</li>}
      </ul>
    </Notice>
  );
}

interface ProblemProps {
  readonly problem: ValueProblem;
  readonly fileNames: readonly string[];
}

function Problem({ problem: { path, message, place }, fileNames }: ProblemProps) {
  const fileName = place === null ? undefined : fileNames[place.text];
  return (
    <>
      {path.length > 0 && <bdi className={styles.code}>{path.join('.')}</bdi>} {message}
      {fileName !== undefined && (
        <>
          {' '}
          (line {place?.line} of <bdi>{fileName}</bdi>)
        </>
      )}
      .
    </>
  );
}
