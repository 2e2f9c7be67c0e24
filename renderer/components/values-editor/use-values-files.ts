/** Loading and saving the overrides, and the files that lie under them: by the system's dialogs, which the main process opens. */
import { useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { call, failureOf } from '../../ipc';
import { later } from '../../values/text-later';
import { withFileBelow, type ValuesFile, type ValuesFiles } from '../../values/values-files';
import { useToast } from '../toast';

export interface ValuesFilesOptions {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly files: ValuesFiles;
  readonly onFiles: (files: ValuesFiles) => void;
  /** For what was never loaded: `shop-values.yaml`. */
  readonly suggestedName: string;
}

export interface ValuesFilesUse {
  /** What the last try ended with. */
  readonly failure: AppError | null;
  readonly putAway: () => void;
  /** In the place of the text. */
  readonly load: () => Promise<void>;
  readonly addBelow: () => Promise<void>;
  readonly save: () => Promise<void>;
}

export function useValuesFiles({ text, onText, files, onFiles, suggestedName }: ValuesFilesOptions): ValuesFilesUse {
  const [failure, setFailure] = useState<AppError | null>(null);
  const showToast = useToast();

  async function open(take: (file: ValuesFile) => void): Promise<void> {
    setFailure(null);
    try {
      const loaded = await call('values.load', null);
      if (loaded === null) return;
      const file = { name: loaded.fileName, text: loaded.text };
      const problem = await problemOf(file);
      if (problem === null) take(file);
      else setFailure(problem);
    } catch (error) {
      setFailure(failureOf(error));
    }
  }

  return {
    failure,
    putAway: () => setFailure(null),
    load: () =>
      open((file) => {
        onText(file.text);
        onFiles({ ...files, own: file });
        if (text.trim() === '') return;
        showToast({ tone: 'info', text: `${file.name} is loaded. Undo in the text brings back what stood there.` });
      }),
    addBelow: () => open((file) => onFiles(withFileBelow(files, file))),
    async save() {
      setFailure(null);
      try {
        const saved = await call('values.save', { fileName: files.own?.name ?? suggestedName, text });
        if (saved === null) return;
        onFiles({ ...files, own: { name: saved.fileName, text } });
        showToast({ tone: 'success', text: `${saved.fileName} is saved.` });
      } catch (error) {
        setFailure(failureOf(error));
      }
    },
  };
}

/** Why a file is no values file; nothing of it is taken then. */
async function problemOf({ name, text }: ValuesFile): Promise<AppError | null> {
  const message = `${name} wasn't loaded.`;
  const [problem] = (await later('readWholeOverrides', [], text)).problems;
  if (problem === undefined) return null;
  const where = problem.line === undefined ? '' : `Line ${problem.line}: `;
  return { kind: 'invalid-input', message, why: `${where}${problem.message}` };
}
