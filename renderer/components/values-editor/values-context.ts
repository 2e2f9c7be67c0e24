/** What the cells of the values table need beside their row, which alone decides when they are drawn anew. */
import { createContext } from 'react';
import type { ValueProblem } from '../../values/values-check';
import type { UnfinishedValue } from '../../values/values-files';
import type { ModelRow } from '../../values/values-model';

export interface ValuesContextValue {
  readonly showsSecrets: boolean;
  /** By the row's key. */
  readonly problems: ReadonlyMap<string, ValueProblem>;
  readonly chosenKey: string | null;
  readonly editingKey: string | null;
  readonly edit: (row: ModelRow) => void;
  /** What was typed before and is no value; null where nothing was. */
  readonly unfinished: UnfinishedValue | null;
  /** False where it is no value, which is said below `typedProblemId`; else it stands in the overrides. */
  readonly enter: (row: ModelRow, typed: string) => boolean;
  readonly typedProblemId: string;
  /** Back from the field; `toRow`: with the focus. */
  readonly leave: (toRow: boolean) => void;
}

export const ValuesContext = createContext<ValuesContextValue>({
  showsSecrets: false,
  problems: new Map(),
  chosenKey: null,
  editingKey: null,
  edit: () => undefined,
  unfinished: null,
  enter: () => true,
  typedProblemId: '',
  leave: () => undefined,
});
