/** A wizard that can't begin: its frame, with what is missing and the way to it. */
import type { ReactNode } from 'react';
import { WizardFrame } from './wizard-frame';

export interface NotPossibleProps {
  readonly title: string;
  readonly onLeave: () => void;
  /** What is missing. */
  readonly children: ReactNode;
}

export function NotPossible({ title, onLeave, children }: NotPossibleProps) {
  return (
    <WizardFrame
      title={title}
      line="Not possible yet"
      step="target"
      reached="target"
      cancelLabel="Cancel"
      onCancel={onLeave}
      problems={[]}
      footEnd={null}
    >
      {children}
    </WizardFrame>
  );
}
