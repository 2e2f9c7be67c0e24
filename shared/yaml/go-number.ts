/**
 * Numbers as text, as Go writes them where sigs.k8s.io/yaml puts a YAML number into a string field or writes one as YAML.
 */

/**
 * strconv.FormatFloat(value, 'g', -1, 32): the shortest digits that a **32-bit** float reads back, with an exponent
 * from 10^6 and below 10^-4. So `appVersion: 1.10` is `1.1`, and `1.23456789` is `1.2345679`.
 */
export function formatGoFloat(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return 'NaN';
  if (!Number.isFinite(rounded)) return rounded > 0 ? '+Inf' : '-Inf';
  if (rounded === 0) return Object.is(rounded, -0) ? '-0' : '0';
  return inGoForm(shortestExponential(rounded));
}

/** strconv.FormatFloat(value, 'g', -1, 64), with YAML's words for what is no number. */
export function formatGoDouble(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  return inGoForm(value.toExponential());
}

function inGoForm(exponential: string): string {
  const [mantissa = '', exponentText = ''] = exponential.split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  return placePoint(mantissa, exponent);
}

/** Nine digits tell any two 32-bit floats apart. */
function shortestExponential(value: number): string {
  for (let fraction = 0; fraction < 8; fraction++) {
    const text = value.toExponential(fraction);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(8);
}

/** `1.25` and an exponent between -4 and 5 as plain decimal digits. */
function placePoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replaceAll(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
