/** What all steps of a wizard stand in: its head, the list of steps, what keeps the user from going on, and the foot with the ways on. */
import { Check, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { LinkButton } from '../../components/link-button';
import { Notice } from '../../components/notice';
import { PageHead } from '../../components/page-head';
import { VisuallyHidden } from '../../components/visually-hidden';
import { classNames } from '../../components/class-names';
import { STEPS, stepIndex, type StepId, type StepProblem } from '../../wizard-steps';
import styles from './wizard-frame.module.css';

export interface WizardFrameProps {
  readonly title: string;
  /** What is done where, in one line: it stands over every step. */
  readonly line: ReactNode;
  readonly headState?: ReactNode;
  readonly step: StepId;
  /** The furthest step that can be gone to. */
  readonly reached: StepId;
  /** Absent while nothing else can be gone to. */
  readonly onStep?: ((step: StepId) => void) | undefined;
  readonly onCancel: () => void;
  readonly cancelLabel: string;
  /** What keeps the step from being left, once the user tried. */
  readonly problems: readonly StepProblem[];
  readonly footStart?: ReactNode;
  readonly footEnd: ReactNode;
  readonly children: ReactNode;
}

export function WizardFrame(props: WizardFrameProps) {
  const {
    title,
    line,
    headState,
    step,
    reached,
    onStep,
    onCancel,
    cancelLabel,
    problems,
    footStart,
    footEnd,
    children,
  } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  const current = STEPS[stepIndex(step)];
  return (
    <div className={styles.frame}>
      <PageHead
        title={title}
        line={line}
        actions={
          <div className={styles.headActions}>
            {headState}
            <Button variant="ghost" icon={X} onClick={onCancel}>
              {cancelLabel}
            </Button>
          </div>
        }
      />
      <nav aria-label="Steps">
        <StepList step={step} reached={reached} onStep={onStep} />
      </nav>
      <div className={styles.body}>
        <VisuallyHidden>
          <h2 ref={heading} tabIndex={-1}>
            Step {stepIndex(step) + 1} of {STEPS.length}: {current?.label}
          </h2>
        </VisuallyHidden>
        <ProblemSummary problems={problems} />
        {children}
      </div>
      <footer className={styles.foot}>
        <div className={styles.footStart}>{footStart}</div>
        {footEnd}
      </footer>
    </div>
  );
}

function StepList({ step, reached, onStep }: Pick<WizardFrameProps, 'step' | 'reached' | 'onStep'>) {
  const [current, furthest] = [stepIndex(step), stepIndex(reached)];
  return (
    <ol className={styles.steps}>
      {STEPS.map(({ id, label }, index) => {
        const isDone = index < current;
        const content = (
          <>
            <span className={styles.circle} aria-hidden>
              {isDone ? <Icon icon={Check} size={14} /> : index + 1}
            </span>
            {label}
            {isDone && <VisuallyHidden> (done)</VisuallyHidden>}
          </>
        );
        const canGo = onStep !== undefined && index !== current && index <= furthest;
        const className = classNames(styles.step, isDone && styles.done);
        return (
          <li key={id} className={styles.item}>
            {canGo ? (
              <button type="button" className={className} onClick={() => onStep(id)}>
                {content}
              </button>
            ) : (
              <span className={className} aria-current={index === current ? 'step' : undefined}>
                {content}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function ProblemSummary({ problems }: { readonly problems: readonly StepProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Notice tone="danger" announced="at-once">
      <strong>
        {problems.length === 1 ? 'One thing is to be put right.' : `${problems.length} things are to be put right.`}
      </strong>
      <ul className={styles.problems}>
        {problems.map(({ text, fieldId }) => (
          <li key={text}>
            {fieldId === null ? (
              text
            ) : (
              <LinkButton onClick={() => document.getElementById(fieldId)?.focus()}>{text}</LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
