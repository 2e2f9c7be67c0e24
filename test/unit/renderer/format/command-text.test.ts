import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandText } from '../../../../renderer/format/command-text';

describe('a command for a shell', () => {
  it('quotes what a shell would read otherwise, and finds files in the home folder', () => {
    expect(
      commandText(['helm', 'install', 'web', '--description=new "shop" & more', '--kubeconfig', '~/my kube/config']),
    ).toBe(`helm install web '--description=new "shop" & more' --kubeconfig "$HOME"/'my kube/config'`);
  });

  it.skipIf(process.platform === 'win32')('is read back by a real shell as it was', () => {
    const words = [
      "it's",
      '$(id)',
      '`id`',
      'a b',
      '',
      '--description=x\ny',
      '"',
      '*',
      '!',
      'arn:aws:eks:eu-1:12:cluster/dev',
      ';',
      '#',
    ];
    const script = `for word in ${commandText(words)}; do printf '%s\\0' "$word"; done`;
    const printed = execFileSync('/bin/sh', ['-c', script]).toString();
    expect(printed.split('\0').slice(0, -1)).toEqual(words);
  });
});
