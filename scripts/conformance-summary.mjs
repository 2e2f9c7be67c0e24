/**
 * Reads the summary that the conformance program prints, and says why a row did not run.
 */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} status Pass, FAIL, Skip, Disabled, Error or Unknown
 *
 * @typedef {object} Summary
 * @property {Record<string, number>} counts tests by status, with their Total
 * @property {readonly Row[]} rows the APIs, then the kinds of data
 */

/** Why these do not run; a row that is not here must pass. */
const reasons = new Map(
  Object.entries({
    'Blob upload cancel': 'belongs to the next version of the specification; the program tests it only there',
    'Manifest put with tag params': 'belongs to the next version of the specification; the program tests it only there',
    'Tag Param': 'belongs to the next version of the specification; the program tests it only there',
    'Tag Param sha512': 'belongs to the next version of the specification; the program tests it only there',
    'Sparse Manifests':
      'the program tests them only when asked to: manifests whose parts were not pushed, which this registry refuses on purpose',
  }),
);

/**
 * @param {string} output everything that the program printed
 * @returns {Summary}
 * @throws when there is no summary in it
 */
export function readSummary(output) {
  const start = output.indexOf('OCI Conformance Result:');
  if (start < 0) throw new Error(`The conformance program gave no summary:\n${output.slice(-2000)}`);
  const [counts = '', apis = '', data = ''] = output.slice(start).split(/^(?:API|Data) conformance:$/m);
  return {
    counts: Object.fromEntries(rowsOf(counts).map(({ name, status }) => [name, Number(status)])),
    rows: [...rowsOf(apis), ...rowsOf(data)],
  };
}

/**
 * @param {readonly Row[]} rows
 * @returns {{ explained: readonly (Row & { reason: string })[], unexplained: readonly Row[] }} those that did not pass
 */
export function explainRows(rows) {
  const others = rows.filter(({ status }) => status !== 'Pass');
  return {
    explained: others
      .filter(mayBeLeftOut)
      .map(({ name, status }) => ({ name, status, reason: reasons.get(name) ?? '' })),
    unexplained: others.filter((row) => !mayBeLeftOut(row)),
  };
}

/**
 * @param {string} title
 * @param {Summary} summary
 * @param {readonly (Row & { reason: string })[]} explained
 * @returns {string} Markdown
 */
export function summaryText(title, { counts, rows }, explained) {
  const passed = rows.filter(({ status }) => status === 'Pass').map(({ name }) => name);
  return [
    `## ${title}`,
    '',
    Object.entries(counts)
      .map(([status, count]) => `${status} ${count}`)
      .join(' · '),
    '',
    `Passed: ${passed.join(', ')}.`,
    ...(explained.length === 0 ? [] : ['', 'Not run:', '']),
    ...explained.map(({ name, status, reason }) => `- ${name} (${status}): ${reason}.`),
  ].join('\n');
}

function mayBeLeftOut(/** @type {Row} */ { name, status }) {
  return (status === 'Disabled' || status === 'Skip') && reasons.has(name);
}

/** @returns {Row[]} the lines of the form `  Tag listing...................:       Pass` */
function rowsOf(/** @type {string} */ text) {
  return [...text.matchAll(/^ {2}(\S.*?)\.*: +(\S+)$/gm)].map(([, name = '', status = '']) => ({ name, status }));
}
