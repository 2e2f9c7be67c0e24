/** The way through a wizard's steps: none is gone past that isn't done, and a run takes the user along. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { neighbourStep, stepIndex, type StepId, type StepProblem } from '../../wizard-steps';

export interface StepsOptions {
  /** Of the URL: gone to by hand, by "back", or left there by a reload, which forgets what was typed. */
  readonly step: StepId;
  readonly onStep: (step: StepId) => void;
  /** What keeps a step from being left. */
  readonly problemsOf: (step: StepId) => readonly StepProblem[];
  readonly run: {
    readonly isRunning: boolean;
    readonly hasEnded: boolean;
    readonly fresh: object | null;
    readonly isBlocked: boolean;
    readonly preview: () => void;
    readonly putBehind: () => void;
  };
}

export function useSteps({ step, onStep, problemsOf, run }: StepsOptions) {
  const { isRunning, hasEnded } = run;
  const [showsAll, setShowsAll] = useState(false);
  /** The step that the user wants to go on from once what is read is read. */
  const [goesOnFrom, setGoesOnFrom] = useState<StepId | null>(null);
  const onEnded = useEffectEvent(() => onStep('result'));
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && hasEnded) onEnded();
    wasRunning.current = isRunning;
  }, [isRunning, hasEnded]);

  const reached = hasEnded ? 'result' : (DONE_BY_HAND.find(holdsBack) ?? 'run');
  const shown = isRunning ? 'run' : stepIndex(step) > stepIndex(reached) ? reached : step;

  /** Options may be chosen before the preview is made, and some of them need another one: only what blocks it holds them back. */
  function holdsBack(id: StepId): boolean {
    return id === 'preview' ? run.isBlocked : problemsOf(id).some(({ isPassing }) => isPassing !== true);
  }

  function goTo(next: StepId): void {
    setShowsAll(false);
    setGoesOnFrom(null);
    run.putBehind();
    onStep(next);
  }

  function goOn(): void {
    const problems = problemsOf(shown);
    const waits = problems.length > 0 && problems.every(({ isPassing }) => isPassing === true);
    setGoesOnFrom(waits ? shown : null);
    setShowsAll(problems.length > 0 && !waits);
    if (problems.length > 0) return;
    const next = neighbourStep(shown, 1);
    onStep(next);
    if (next === 'preview' && run.fresh === null) run.preview();
  }

  const isWaitOver = goesOnFrom === shown && !problemsOf(shown).some(({ isPassing }) => isPassing === true);
  const onWaitOver = useEffectEvent(goOn);
  useEffect(() => {
    if (!isWaitOver) return undefined;
    const timer = setTimeout(onWaitOver);
    return () => clearTimeout(timer);
  }, [isWaitOver]);

  return {
    shown,
    /** The furthest step that can be gone to. */
    reached,
    /** The user tried to go on. */
    showsAll,
    problems: showsAll ? problemsOf(shown) : [],
    /** It goes on as soon as what was typed is read. */
    isGoingOn: goesOnFrom === shown,
    goTo,
    goBack: () => goTo(neighbourStep(shown, -1)),
    goOn,
  } as const;
}

const DONE_BY_HAND = ['target', 'version', 'values', 'preview', 'options'] as const satisfies readonly StepId[];
