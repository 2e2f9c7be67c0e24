/** Works on long texts of overrides beside the window. Started by text-later.ts. */
import { answerTo, type Answer, type Question, type TextWork } from './text-work';

export interface TextOrder<Work extends TextWork> {
  readonly id: number;
  readonly work: Work;
  readonly question: Question<Work>;
}

export interface TextAnswer<Work extends TextWork> {
  readonly id: number;
  readonly answer: Answer<Work>;
}

self.addEventListener('message', ({ data }: MessageEvent<TextOrder<TextWork>>) => {
  const { id, work, question } = data;
  const message: TextAnswer<TextWork> = { id, answer: answerTo(work, question) };
  self.postMessage(message, { transfer: [] });
});
