/**
 * Works on texts of overrides so that nobody who types waits for it: a long text is worked on in a worker, which is started for the first
 * one and stays. Answers come in the order of the questions.
 */
import { startWorker } from '../trusted-worker';
import { answerTo, isShort, type Answer, type Question, type TextWork } from './text-work';
import type { TextAnswer, TextOrder } from './text-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './text-worker?worker&url';

let worker: Worker | undefined;
let lastId = 0;

/** Rejects where the worker ended, such as without memory: the next question starts another one. */
export async function later<Work extends TextWork>(work: Work, ...question: Question<Work>): Promise<Answer<Work>> {
  const texts = question.flat().filter((part) => typeof part === 'string');
  if (isShort(texts)) return answerTo(work, question);
  const asked = (worker ??= startWorker(address));
  lastId += 1;
  const id = lastId;
  const done = new AbortController();
  try {
    return await new Promise<Answer<Work>>((resolve, reject) => {
      const { signal } = done;
      const take = ({ data }: MessageEvent<TextAnswer<Work>>): void => {
        if (data.id === id) resolve(data.answer);
      };
      const fail = ({ message }: ErrorEvent): void => {
        asked.terminate();
        if (worker === asked) worker = undefined;
        reject(new Error(message));
      };
      asked.addEventListener('message', take, { signal });
      asked.addEventListener('error', fail, { signal });
      const order: TextOrder<Work> = { id, work, question };
      asked.postMessage(order, { transfer: [] });
    });
  } finally {
    done.abort();
  }
}
