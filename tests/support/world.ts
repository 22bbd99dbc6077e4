/** A team on the real stack: real database, real driver, real Pusher SDK and protocol; functions are called as Netlify calls them. */
import { readFileSync } from 'node:fs';
import { inject, vi } from 'vitest';
import { openStack, type Stack } from '#local/stack';
import { DEMO_PASSWORD, type DemoName, demoPeople } from '../../local/seed/people.ts';
import { connectPusher } from './pusher-client.ts';

export interface Person {
  name: DemoName;
  id: string;
  cookie: string;
}

export interface World {
  stack: Stack;
  channels: Record<'general' | 'random' | 'launch-budget', string>;
  kevin: Person;
  mary: Person;
  sofia: Person;
  close(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const database = new Blob([readFileSync(inject('teamDatabase'))]);
  const stack = await openStack({ port: 0, stateDir: null, page: 'none', database });
  const found = await stack.database.query<{ id: string; name: string }>('select id, name from channels');
  const channels = Object.fromEntries(found.rows.map(({ id, name }) => [name, id])) as World['channels'];
  const [kevin, mary, sofia] = await Promise.all([signIn('Kevin'), signIn('Mary'), signIn('Sofía')]);
  return { stack, channels, kevin, mary, sofia, close: () => stack.close() };
}

export async function signIn(name: DemoName): Promise<Person> {
  const email = demoPeople.find((person) => person.name === name)?.email;
  const response = await call('auth', null, {
    path: '/api/auth/sign-in/email',
    body: { email, password: DEMO_PASSWORD },
  });
  const { user } = await response.json();
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { name, id: user.id, cookie };
}

interface CallOptions {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls a function's module with a Web request, as Netlify and the local host do. */
export async function call(
  name: string,
  person: Pick<Person, 'cookie'> | null,
  { method, path = `/.netlify/functions/${name}`, query, body, headers }: CallOptions = {},
): Promise<Response> {
  const url = new URL(path, process.env.URL);
  url.search = new URLSearchParams(query).toString();
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const sent = isRaw ? (body as BodyInit) : JSON.stringify(body);
  const handler = (await import(`../../netlify/functions/${name}.ts`)).default;
  return handler(
    new Request(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json', origin: url.origin }),
        ...(person && { cookie: person.cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: sent }),
    }),
    { requestId: crypto.randomUUID() },
  );
}

export function send(person: Person, body: Record<string, unknown>): Promise<Response> {
  return call('chat-send-message', person, { body });
}

export interface Listener {
  events: { channel: string; name: string; data: unknown }[];
  stop(): void;
}

/** A real pusher-js client of this person, subscribed to the team's channel, to their own, and to `more`. */
export async function listen(world: World, person: Person, more: string[] = []): Promise<Listener> {
  const client = connectPusher(world.stack, async (socketId, channelName) => {
    const body = new URLSearchParams({ socket_id: socketId, channel_name: channelName }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await call('chat-pusher-auth', person, { body, headers });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  });
  const events: Listener['events'] = [];
  for (const channel of ['team-chat', `private-user-${person.id}`, ...more]) {
    const subscription = client.subscribe(channel);
    await new Promise((resolve, reject) => {
      subscription.bind('pusher:subscription_succeeded', resolve);
      subscription.bind('pusher:subscription_error', reject);
    });
    subscription.bind_global((name: string, data: unknown) => {
      if (!name.startsWith('pusher:')) events.push({ channel, name, data });
    });
  }
  return { events, stop: () => client.disconnect() };
}

/** Waits until something holds; for what arrives by socket. */
export function eventually(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: 3_000, interval: 5 });
}
