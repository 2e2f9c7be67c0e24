/** What can be copied of a value of a chart beside its path and itself. Pure. */
import type { ValueCopy } from '../../../components/values-editor/values-table';
import { readValues } from '../../../values/read-values';
import { setArgument, type SetArgument } from '../../../values/set-argument';
import { MAX_CELL_LENGTH, type ModelRow } from '../../../values/values-model';

export const VALUE_COPIES: readonly ValueCopy[] = [
  {
    what: 'Argument',
    labelOf: (row) =>
      argumentOf(row)?.isBlanked === true ? 'Copy --set argument without its value' : 'Copy --set argument',
    textOf: (row) => argumentOf(row)?.text ?? null,
  },
];

/** Of what counts without overrides; null where helm's command line has no way to say it. */
function argumentOf({ path, now, byDefault }: ModelRow): SetArgument | null {
  const text = now ?? byDefault;
  if (text === null || text.length >= MAX_CELL_LENGTH) return null;
  const read = readValues(`v: ${text}`);
  return read.ok ? setArgument(path, read.values.get('v') ?? null) : null;
}
