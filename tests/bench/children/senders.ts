import { createHmac, randomUUID } from 'node:crypto';
import type { Stack } from '#local/stack';

/** People who are members of #general and signed in; nobody types a password, because checking one takes 50 ms. */
export async function addSenders({ database, origin, settings }: Stack, count: number) {
  const channel = await database.query<{ id: string }>(`select id from channels where name = 'general'`);
  const channelId = channel.rows[0]?.id ?? '';
  const tokens = Array.from({ length: count }, () => randomUUID());
  await database.query(
    `with people as (
       insert into users (name, email) select 'Sender ' || n, 'sender' || n || '@example.com'
       from generate_series(1, $1::int) n returning id),
     joined as (insert into members (channel_id, user_id) select $2::uuid, id from people)
     insert into sessions (token, user_id, expires_at)
     select ($3::text[])[row_number() over ()], id, now() + interval '30 days' from people`,
    [count, channelId, tokens],
  );
  const cookies: string[] = [];
  for (const token of tokens) {
    const cookie = await cookieOf(token, origin, settings.BETTER_AUTH_SECRET);
    await openPage(origin, channelId, cookie);
    cookies.push(cookie);
  }
  return { channelId, cookies };
}

/** Nobody sends before their page has asked for something: by then the function has checked their cookie once. */
async function openPage(origin: string, channelId: string, cookie: string): Promise<void> {
  const query = new URLSearchParams({ channelId, limit: '1' });
  const response = await fetch(`${origin}/.netlify/functions/chat-messages?${query}`, {
    headers: { cookie },
  });
  if (!response.ok) throw new Error(`No page for a sender: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

/** What a browser sends that has asked for its session once: the session's token, and the signed cache of it. */
async function cookieOf(token: string, origin: string, secret: string): Promise<string> {
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const cookie = `team-chat-${new URL(origin).port}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  const response = await fetch(`${origin}/api/auth/get-session`, { headers: { cookie } });
  const cache = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  if (cache.length === 0) throw new Error(`Not signed in: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
  return [cookie, ...cache].join('; ');
}
