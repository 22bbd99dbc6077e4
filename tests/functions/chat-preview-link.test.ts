import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '#lib/contracts/messages';
import { PUSHER_EVENT_MAX_BYTES } from '#lib/contracts/realtime';
import { getDeps } from '#server/deps';
import { findPicture, keepPicture } from '#server/previews/pictures';
import { theWeb } from '#server/previews/web';
import { bytes, type ForeignSite, openForeignSite, page, pngOf, redirect } from '../support/foreign-site.ts';
import { expectErrors } from '../support/quiet.ts';
import { call, createWorld, eventually, listen, type Person, send, type World } from '../support/world.ts';

let world: World;
let site: ForeignSite;
const picture = pngOf(600, 315);

beforeAll(async () => {
  [world, site] = await Promise.all([createWorld(), openForeignSite()]);
  getDeps().web = {
    ...theWeb,
    allows: (address, port) =>
      (address === '127.0.0.1' && port === site.port) || theWeb.allows(address, port),
  };
  site.say('/picture.png', bytes(picture, 'image/png'));
  site.say('/news', page('<title>The news</title><meta property="og:image" content="/picture.png">'));
});
afterAll(() => Promise.all([world.close(), site.close()]));
// Kevin says more here than one may in ten seconds
beforeEach(() => world.stack.database.exec('delete from send_rates'));

const at = (path: string) => site.at(path, '127.0.0.1');
const ask = (person: Person, body: object) => call('chat-preview-link', person, { body });
const showPicture = (person: Person, messageId: string) =>
  call('chat-preview-image', person, { query: { messageId } });

async function say(content: string, channelId = world.channels.general): Promise<Message> {
  const response = await send(world.kevin, { channelId, content });
  expect(response.status).toBe(200);
  return response.json();
}

async function previewOf({ id }: Message): Promise<Message> {
  const response = await ask(world.kevin, { messageId: id });
  expect(response.status).toBe(200);
  return response.json();
}

async function edit({ id, rev }: Message, content: string): Promise<Message> {
  const response = await call('chat-edit-message', world.kevin, { body: { id, rev, content } });
  expect(response.status).toBe(200);
  return response.json();
}

async function stored({ id, channelId }: Message): Promise<Message> {
  const response = await call('chat-messages', world.mary, {
    query: { channelId, messageId: id, limit: '1' },
  });
  return (await response.json()).messages[0];
}

test('the preview of the first link arrives as a change of the message', async () => {
  const mary = await listen(world, world.mary);
  const link = at('/news');
  const message = await say(`Not \`${at('/code')}\` but ${link}, and ${at('/second')}`);
  expect(message.preview).toBeNull();

  const changed = await previewOf(message);

  expect(changed).toMatchObject({
    id: message.id,
    seq: message.seq,
    content: message.content,
    editedAt: null,
  });
  expect(changed.rev).toBeGreaterThan(message.rev);
  expect(changed.preview).toEqual({
    url: link,
    title: 'The news',
    description: '',
    site: '127.0.0.1',
    image: { width: 600, height: 315 },
  });
  expect(await stored(message)).toEqual(changed);
  await eventually(() =>
    expect(mary.events.at(-1)).toEqual({
      channel: 'team-chat',
      name: 'message-changed',
      data: { channelId: message.channelId, message: changed },
    }),
  );
  mary.stop();
  expect(site.asked).not.toContain('/second');
});

test('of a private channel only its members hear', async () => {
  const [kevin, mary] = await Promise.all([listen(world, world.kevin), listen(world, world.mary)]);
  const message = await say(at('/news'), world.channels['launch-budget']);
  const changed = await previewOf(message);
  await eventually(() =>
    expect(kevin.events.at(-1)).toMatchObject({
      channel: `private-user-${world.kevin.id}`,
      name: 'message-changed',
      data: { message: changed },
    }),
  );
  await say('to everybody');
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(JSON.stringify(mary.events)).not.toContain(message.id);

  expect((await showPicture(world.sofia, message.id)).status).toBe(200);
  expect((await showPicture(world.mary, message.id)).status).toBe(404);
  kevin.stop();
  mary.stop();
});

test('a message too large for an event is told by its id', async () => {
  const mary = await listen(world, world.mary);
  const message = await say(`${at('/news')} ${'x'.repeat(PUSHER_EVENT_MAX_BYTES - 240)}`.slice(0, 9_990));
  const { rev } = await previewOf(message);

  await eventually(() =>
    expect(mary.events.at(-1)).toMatchObject({
      name: 'message-changed',
      data: { messageId: message.id, rev },
    }),
  );
  mary.stop();
});

test('asked again, by several pages at once too, the site is asked once and one event is told', async () => {
  site.say('/once', page('<title>Once</title>'));
  const message = await say(at('/once'));
  const before = world.stack.realtime.counts.triggerRequests;
  await Promise.all([1, 2, 3].map(() => previewOf(message)));
  const again = await previewOf(message);

  expect(again.preview?.title).toBe('Once');
  expect(site.asked.filter((path) => path === '/once')).toHaveLength(1);
  expect(world.stack.realtime.counts.triggerRequests).toBe(before + 1);
});

test('a site with nothing to show is asked once as well', async () => {
  const message = await say(at('/missing'));
  const before = world.stack.realtime.counts.triggerRequests;
  for (const _time of [1, 2]) expect(await previewOf(message)).toEqual(message);

  expect(site.asked.filter((path) => path === '/missing')).toHaveLength(1);
  expect(world.stack.realtime.counts.triggerRequests).toBe(before);
});

test.each([
  ['no link', () => 'no link at all'],
  ['code', () => `\`\`\`\n${at('/never')}\n\`\`\``],
  ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a redirect there', () => at('/to-metadata')],
  ['this machine', () => at('/never').replace(String(site.port), '80')],
  ['a script', () => 'javascript:alert(1)'],
  ['data', () => 'data:text/html,<title>x</title>'],
  ['no address', () => 'http://[::1 and http://%'],
])('of %s there is none', async (_what, content) => {
  site.say('/to-metadata', redirect('http://169.254.169.254/latest/meta-data/'));
  const message = await say(content());

  expect(await previewOf(message)).toEqual(message);
  expect(site.asked).not.toContain('/never');
});

test('a page of this chat is not asked for', async () => {
  const message = await say(`${process.env.URL}/c/general`);
  await previewOf(message);
  const { rows } = await world.stack.database.query('select from link_previews where message_id = $1', [
    message.id,
  ]);

  expect(rows).toEqual([]);
});

/** Of OWASP's and PortSwigger's lists, as a page would carry them. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '"><script>alert(1)</script>',
  "'-alert(1)-'",
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '</title><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
];

test.each(PAYLOADS)('%s in a title is text', async (payload) => {
  const escaped = payload.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  site.say('/xss', page(`<meta property="og:title" content="${escaped}">`));

  expect((await previewOf(await say(at('/xss')))).preview?.title).toBe(payload);
});

test('its author takes it away for good; everybody hears of it, and its picture is gone', async () => {
  const mary = await listen(world, world.mary);
  const message = await say(at('/news'));
  const shown = await previewOf(message);
  expect(Buffer.from(await (await showPicture(world.mary, message.id)).arrayBuffer())).toEqual(
    Buffer.from(picture),
  );

  const removed = await (await ask(world.kevin, { messageId: message.id, remove: true })).json();

  expect(removed.preview).toBeNull();
  expect(removed.rev).toBeGreaterThan(shown.rev);
  await eventually(() =>
    expect(mary.events.at(-1)).toMatchObject({ name: 'message-changed', data: { message: removed } }),
  );
  expect((await showPicture(world.mary, message.id)).status).toBe(404);
  // and would be nobody's if it were still there
  await keepPicture(message.id, at('/news'), {
    bytes: new Uint8Array(picture),
    type: 'image/png',
    width: 600,
    height: 315,
  });
  expect((await showPicture(world.mary, message.id)).status).toBe(404);
  for (const more of [{ remove: true }, {}]) {
    expect(await (await ask(world.kevin, { messageId: message.id, ...more })).json()).toEqual(removed);
  }
  mary.stop();
});

test('with another link, a message has another picture, also in a browser that has kept the first', async () => {
  const other = pngOf(40, 30);
  site.say('/other.png', bytes(other, 'image/png'));
  site.say('/other', page('<title>Other</title><meta property="og:image" content="/other.png">'));
  const message = await previewOf(await say(at('/news')));
  const edited = await edit(message, at('/other'));
  // of the first link there is nothing to see any more, and of the second not yet
  expect((await showPicture(world.mary, message.id)).status).toBe(404);
  await previewOf(edited);

  const query = { messageId: message.id, text: edited.editedAt ?? '' };
  const shown = await call('chat-preview-image', world.mary, { query });
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.from(other));
});

test('a picture is only ever a picture', async () => {
  const message = await say(at('/news'));
  await previewOf(message);
  const { headers } = await showPicture(world.mary, message.id);

  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=86400',
  });
});

test('what its author took away stays away, also when the link comes back', async () => {
  const message = await say(at('/news'));
  await previewOf(message);
  const removed = await (await ask(world.kevin, { messageId: message.id, remove: true })).json();
  const plain = await edit(removed, 'plain');
  const back = await edit(plain, at('/news'));
  expect((await previewOf(back)).preview).toBeNull();

  site.say('/elsewhere', page('<title>Elsewhere</title>'));
  const elsewhere = await edit(back, at('/elsewhere'));
  expect((await previewOf(elsewhere)).preview?.title).toBe('Elsewhere');
});

test('with its message or its link, its picture goes from the store, too', async () => {
  const [deleted, edited] = [await say(at('/news')), await say(at('/news'))];
  const messages = [await previewOf(deleted), await previewOf(edited)];
  const kept = () => Promise.all(messages.map(({ id }) => findPicture(id, at('/news'))));
  expect(await kept()).not.toContain(null);

  await call('chat-delete-message', world.kevin, { body: { id: deleted.id } });
  await edit(messages[1] as Message, 'plain');
  expect(await kept()).toEqual([null, null]);
});

test('where nothing may be changed, previews neither come nor go', async () => {
  const channelId = world.channels.random;
  const { database } = world.stack;
  const message = await say(at('/news'), channelId);
  const refusals = async () => {
    const answers = [await ask(world.kevin, { messageId: message.id })];
    answers.push(await ask(world.kevin, { messageId: message.id, remove: true }));
    return answers.map(({ status }) => status);
  };
  await database.query('update channels set archived_at = now() where id = $1', [channelId]);
  expect(await refusals()).toEqual([403, 403]);
  await database.query('update channels set archived_at = null where id = $1', [channelId]);
  const kevins = [world.kevin.id, channelId];
  await database.query('delete from members where user_id = $1 and channel_id = $2', kevins);
  expect(await refusals()).toEqual([403, 403]);
  await database.query('insert into members (user_id, channel_id) values ($1, $2)', kevins);
});

test('nobody but its author decides about it', async () => {
  const message = await say(at('/news'));
  for (const more of [{}, { remove: true }]) {
    expect((await ask(world.mary, { messageId: message.id, ...more })).status).toBe(403);
  }
  await previewOf(message);
  expect((await ask(world.mary, { messageId: message.id, remove: true })).status).toBe(403);
  expect((await stored(message)).preview?.title).toBe('The news');
});

test('a message that was deleted, or is older than ten minutes, is not looked at any more', async () => {
  site.say('/late', page('<title>Late</title>'));
  const [old, deleted] = [await say(at('/late')), await say(at('/late'))];
  await world.stack.database.query(
    "update internal_messages set created_at = now() - interval '11 minutes' where id = $1",
    [old.id],
  );
  await world.stack.database.query('update internal_messages set deleted_at = now() where id = $1', [
    deleted.id,
  ]);

  expect((await previewOf(old)).preview).toBeNull();
  expect((await previewOf(deleted)).preview).toBeNull();
  expect(site.asked).not.toContain('/late');
});

test('a preview that comes after its message was deleted, or lost its link, is not shown', async () => {
  const changes = {
    '/gone': "update internal_messages set deleted_at = now(), content = '' where id = $1",
    '/other': "update internal_messages set content = 'no link' where id = $1",
  };
  for (const [path, change] of Object.entries(changes)) {
    const message = await say(at(path));
    site.say(path, async (response, headers) => {
      await world.stack.database.query(change, [message.id]);
      page('<title>Too late</title>')(response, headers);
    });
    expect((await previewOf(message)).preview).toBeNull();
    expect((await stored(message)).preview).toBeNull();
  }
});

test('when its picture cannot be kept, a preview does without', async () => {
  expectErrors(/Picture not kept/);
  const context = process.env.NETLIFY_BLOBS_CONTEXT;
  process.env.NETLIFY_BLOBS_CONTEXT = '';
  const message = await say(at('/news'));
  const { preview } = await previewOf(message);
  process.env.NETLIFY_BLOBS_CONTEXT = context;

  expect(preview).toMatchObject({ title: 'The news', image: null });
});

test.each<[string, object, string]>([
  ['nothing', {}, 'messageId'],
  ['an id that is none', { messageId: 'x' }, 'messageId'],
  ['a wish to keep', { messageId: uuidv7(), remove: false }, 'remove'],
  ['a link of one’s own', { messageId: uuidv7(), url: 'http://example.com' }, 'url'],
])('%s is refused', async (_what, body, path) => {
  const response = await ask(world.kevin, body);

  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe(path);
});
