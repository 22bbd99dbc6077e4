import { z } from 'zod';

/** A message ready for the wire, WebSocket header included. It is encoded once, however many sockets it goes to. */
export type Frame = Buffer;

const TEXT = 0x81;

export interface Outgoing {
  event: string;
  channel?: string;
  data?: unknown;
  user_id?: string;
}

export const encode = (message: Outgoing): Frame => framed(Buffer.from(JSON.stringify(message)));

/** One final, unmasked text frame (RFC 6455, section 5.2). */
function framed(text: Buffer): Frame {
  const { length } = text;
  if (length < 126) return Buffer.concat([Buffer.of(TEXT, length), text]);
  const header = Buffer.alloc(length < 0x1_0000 ? 4 : 10);
  header[0] = TEXT;
  header[1] = length < 0x1_0000 ? 126 : 127;
  header.writeUIntBE(length, length < 0x1_0000 ? 2 : 4, length < 0x1_0000 ? 2 : 6);
  return Buffer.concat([header, text]);
}

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
