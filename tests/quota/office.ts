/** A team on the local stack: its people with their sessions, its channels, and a way to call functions as one of them. */
import { applyMigrations } from '#db/migrate';
import { openStack, type Stack } from '#local/stack';
import { type DayChannel, PEOPLE } from './day.ts';

export interface Person {
  id: string;
  name: string;
  cookie: string;
}

export interface Office {
  stack: Stack;
  people: Person[];
  /** Ids, by the number of a channel in the day. */
  channelIds: string[];
  /** POSTs to a function as a person. */
  call(person: Person, name: string, body: object | URLSearchParams): Promise<Response>;
}

const DOMAIN = 'quota.example';

export async function openOffice(channels: DayChannel[]): Promise<Office> {
  process.env.ALLOWED_EMAIL_DOMAINS = DOMAIN;
  const stack = await openStack({
    port: 0,
    stateDir: null,
    page: 'none',
    prepare: ({ DATABASE_URL }) => applyMigrations(DATABASE_URL),
  });
  const people: Person[] = [];
  for (let number = 0; number < PEOPLE; number++) people.push(await signUp(stack, number));
  const channelIds: string[] = [];
  for (const [number, channel] of channels.entries()) {
    channelIds.push(await makeChannel(stack, `room-${number}`, channel, people));
  }
  return { stack, people, channelIds, call: (person, name, body) => call(stack, person.cookie, name, body) };
}

async function signUp(stack: Stack, number: number): Promise<Person> {
  const name = `Person ${number}`;
  const account = { name, email: `person-${number}@${DOMAIN}`, password: 'a long enough password' };
  const response = await fetch(`${stack.origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.origin },
    body: JSON.stringify(account),
  });
  const { user } = await answerOf(response);
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { id: user.id, name, cookie: cookies.join('; ') };
}

async function makeChannel(
  { database }: Stack,
  name: string,
  { kind, members }: DayChannel,
  people: Person[],
): Promise<string> {
  const ids = members.map((member) => people[member]?.id);
  const made = await database.query<{ id: string }>(
    `with made as (insert into channels (kind, name, name_key) values ($1, $2, $2) returning id),
     joined as (insert into members (channel_id, user_id) select made.id, unnest($3::uuid[]) from made)
     select id from made`,
    [kind, kind === 'direct' ? '' : name, ids],
  );
  const [row] = made.rows;
  if (!row) throw new Error(`${name} was not made`);
  return row.id;
}

async function call(
  { origin }: Stack,
  cookie: string,
  name: string,
  body: object | URLSearchParams,
): Promise<Response> {
  const isForm = body instanceof URLSearchParams;
  return fetch(`${origin}/.netlify/functions/${name}`, {
    method: 'POST',
    headers: { cookie, origin, ...(!isForm && { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  });
}

/** @throws when it is a refusal: nothing in the day is */
export async function answerOf(response: Response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
