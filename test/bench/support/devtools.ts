/**
 * The few words of Chromium's DevTools protocol that a start is timed with: less than Playwright says, so that being
 * watched costs next to nothing.
 */
import { EventEmitter, once } from 'node:events';
import { WebSocket } from 'undici';
import * as z from 'zod';

export interface DevTools {
  /** Emits the parameters of each event of the protocol under its name. */
  readonly events: EventEmitter;
  /** Sends a command; `sessionId` names the page that it is for, else the browser itself. Throws what it answers as an error. */
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
}

const messageSchema = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** `address`: what Chromium prints as `DevTools listening on`. */
export async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  const events = new EventEmitter();
  const answers = new EventEmitter();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = messageSchema.parse(JSON.parse(String(data)));
    if (message.method !== undefined) events.emit(message.method, message.params);
    if (message.id !== undefined) answers.emit(String(message.id), message);
  });
  await once(socket, 'open');
  return {
    events,
    async send(method, params = {}, sessionId) {
      lastId += 1;
      const answered = once(answers, String(lastId));
      socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
      const { result, error } = messageSchema.parse((await answered)[0]);
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    },
  };
}
