import { z } from 'zod';
import type { App } from './app.ts';
import { isClientEvent, relayClientEvent } from './client-events.ts';
import type { Connection } from './connection.ts';
import { decode, encodeError, encodeOwn, type Incoming } from './frames.ts';
import { Refusal } from './refusal.ts';
import { signIn } from './sign-in.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

const Unsubscription = z.object({ channel: z.string() });
const PONG = encodeOwn('pusher:pong', {});

type Answer = (app: App, connection: Connection, data: unknown) => void;

const ownEvents = new Map<string, Answer>([
  ['pusher:ping', (_app, connection) => connection.send(PONG)],
  // that it was heard at all is what counts
  ['pusher:pong', () => {}],
  ['pusher:signin', signIn],
  ['pusher:subscribe', subscribe],
  [
    'pusher:unsubscribe',
    (app, connection, data) =>
      unsubscribe(app, connection, Unsubscription.safeParse(data).data?.channel ?? ''),
  ],
]);

/** Answers one message of a client. A mistake of the client's is told to it; the connection stays. */
export function receive(app: App, connection: Connection, text: string): void {
  try {
    const message = decode(text);
    if (!message) throw new Refusal('Invalid message: expected a JSON object with an event');
    answer(app, connection, message);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    connection.send(encodeError(error.message, error.code));
  }
}

function answer(app: App, connection: Connection, message: Incoming): void {
  const answerOwn = ownEvents.get(message.event);
  if (answerOwn) answerOwn(app, connection, message.data);
  else if (isClientEvent(message.event)) relayClientEvent(app, connection, message);
  else throw new Refusal(`Unknown event ${message.event}: a client's own events start with client-`);
}
