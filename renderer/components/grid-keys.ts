/** Which row a key leads to in a grid whose rows take the focus. No DOM here. */

/** The index of the row to go to, or null where the key means something else. `pageRows`: rows that are seen at once. */
export function rowAfterKey(key: string, index: number, rowCount: number, pageRows: number): number | null {
  const target = targetOf(key, index, rowCount, pageRows);
  return target === null || rowCount === 0 ? null : Math.min(Math.max(target, 0), rowCount - 1);
}

function targetOf(key: string, index: number, rowCount: number, pageRows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + Math.max(pageRows - 1, 1);
    case 'PageUp':
      return index - Math.max(pageRows - 1, 1);
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    default:
      return null;
  }
}
