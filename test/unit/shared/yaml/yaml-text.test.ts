/** The characters that a YAML text may hold. */
import { describe, expect, it } from 'vitest';
import { assertYamlText } from '../../../../shared/yaml/yaml-text';

describe('assertYamlText', () => {
  it('takes what YAML 1.1 allows', () => {
    expect(() => assertYamlText('a\tb\r\nc\u0085d\u00a0e\ufffd😀')).not.toThrow();
  });

  it.each(['\0', '\u0007', '\u001b', '\u007f', '\u0080', '\ufffe', '\ud800'])(
    'refuses the character %j and names its line',
    (char) => {
      expect(() => assertYamlText(`one\ntwo ${char}`)).toThrow(/line 2/);
    },
  );
});
