import { z } from 'zod';

/** A message ready for the wire. It is encoded once, however many sockets it goes to. */
export type Frame = Buffer;

export interface Outgoing {
  event: string;
  channel?: string;
  data?: unknown;
  user_id?: string;
}

export const encode = (message: Outgoing): Frame => Buffer.from(JSON.stringify(message));

/** The server's own events carry their data as JSON inside a string. */
export const encodeOwn = (event: string, data: unknown, channel?: string): Frame =>
  encode({ event, ...(channel !== undefined && { channel }), data: JSON.stringify(data) });

/** An error that leaves the connection open. */
export const encodeError = (message: string, code: number | null = null): Frame =>
  encode({ event: 'pusher:error', data: { code, message } });

const Incoming = z.object({
  event: z.string(),
  channel: z.string().optional(),
  data: z.unknown().optional(),
});
export type Incoming = z.infer<typeof Incoming>;

export function decode(text: string): Incoming | undefined {
  return Incoming.safeParse(parseJson(text)).data;
}

/** Undefined, which JSON cannot say, stands for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
