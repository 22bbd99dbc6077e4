import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import Pusher from 'pusher';
import { PUSHER_TRIGGER_MAX_CHANNELS } from '#lib/contracts/realtime';

/** Milliseconds one trigger may take: a function that waits longer keeps its sender waiting. */
const TRIGGER_TIMEOUT = 3_000;

export interface PusherSettings {
  appId: string;
  key: string;
  secret: string;
  cluster: string;
  /** The local stack's server; plain http. Without a host it is Pusher itself, over TLS. */
  host?: string | undefined;
  port?: number | undefined;
}

export function connectPusher({ host, port, ...account }: PusherSettings): Pusher {
  // a warm function keeps its connection: the SDK would make a new one (and a new TLS handshake) for every trigger
  const connection = { keepAlive: true, timeout: 60_000 };
  return host
    ? new Pusher({
        ...account,
        host,
        port: String(port),
        useTLS: false,
        timeout: TRIGGER_TIMEOUT,
        agent: new HttpAgent(connection),
      })
    : new Pusher({ ...account, useTLS: true, timeout: TRIGGER_TIMEOUT, agent: new HttpsAgent(connection) });
}

/**
 * Tells an event to every channel, with one retry each.
 * @throws an error without the request's URL, which holds its signature, when Pusher did not take it.
 */
export async function triggerPusherEvent(
  pusher: Pusher,
  channels: readonly string[],
  event: string,
  data: object,
): Promise<void> {
  for (let first = 0; first < channels.length; first += PUSHER_TRIGGER_MAX_CHANNELS) {
    const some = channels.slice(first, first + PUSHER_TRIGGER_MAX_CHANNELS);
    await once(pusher, some, event, data).catch((error) => {
      if (isRefusal(error)) throw error;
      return once(pusher, some, event, data);
    });
  }
}

/** @returns the ids of who is on a presence channel @throws as `triggerPusherEvent`; asks once */
export async function readPusherUsers(pusher: Pusher, channel: string): Promise<string[]> {
  try {
    const response = await pusher.get({ path: `/channels/${channel}/users` });
    const { users } = (await response.json()) as { users: { id: string }[] };
    return users.map(({ id }) => id);
  } catch (error) {
    throw withoutUrl(error);
  }
}

class TriggerError extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined, reason: string) {
    super(status ? `Pusher answered ${status}` : `Pusher could not be reached: ${reason}`);
    this.status = status;
  }
}

async function once(pusher: Pusher, channels: string[], event: string, data: object): Promise<void> {
  try {
    const response = await pusher.trigger(channels, event, data);
    // a body that nobody reads would keep the connection from being used again
    await response.text();
  } catch (error) {
    throw withoutUrl(error);
  }
}

/** Built anew: the SDK's own error carries the signed URL. */
function withoutUrl(error: unknown): TriggerError {
  const { status, message } = error as { status?: number; message?: string };
  return new TriggerError(status, String(message).replace(/https?:\/\/\S+/g, '[url]'));
}

/** An answer in the 400s stays the same however often one asks: quota spent, bad key, too large. */
function isRefusal(error: unknown): boolean {
  return error instanceof TriggerError && error.status !== undefined && error.status < 500;
}
