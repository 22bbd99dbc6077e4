import { afterAll, beforeAll, expect, test } from 'vitest';
import { SearchPage } from '#lib/contracts/search';
import { mentionsOf } from '#lib/mentions';
import { call, createWorld, type Person, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.stack.database.query('delete from internal_messages');
});
afterAll(() => world.close());

let seq = 0;
async function said(
  who: Person,
  channel: keyof World['channels'],
  content: string,
  at = '2026-11-20T12:00:00Z',
) {
  seq += 1;
  await world.stack.database.query(
    `insert into internal_messages (id, channel_id, seq, rev, sender_id, content, created_at, mentions)
     values (gen_random_uuid(), $1, $2::int, $2::int, $3, $4, $5::timestamptz + make_interval(secs => $2::int), $6)`,
    [world.channels[channel], seq, who.id, content, at, mentionsOf(content).userIds],
  );
}

async function search(person: Person, q: string, more: Record<string, string> = {}) {
  const response = await call('chat-search', person, { query: { q, ...more } });
  expect(response.status, await response.clone().text()).toBe(200);
  return SearchPage.parse(await response.json());
}
const found = async (person: Person, q: string, more: Record<string, string> = {}) =>
  (await search(person, q, more)).results.map(({ message }) => message.content);

test('words, parts of words, phrases and what is not there', async () => {
  await said(world.kevin, 'general', 'The harbour master called about berth fourteen');
  await said(world.mary, 'general', 'Which harbour? There are two master plans');
  await said(world.mary, 'random', 'HARBOUR lunch');

  expect(await found(world.mary, 'harbour master')).toHaveLength(2);
  expect(await found(world.mary, '"harbour master"')).toEqual([
    'The harbour master called about berth fourteen',
  ]);
  expect(await found(world.mary, 'harbour -master')).toEqual(['HARBOUR lunch']);
  expect(await found(world.mary, 'arbou')).toHaveLength(3);
  expect(await found(world.mary, 'nothing-like-it')).toEqual([]);
});

test('words of scripts without spaces, of any length', async () => {
  await said(world.mary, 'general', '明日の会議は東京で行います');
  await said(world.mary, 'general', '서울에서 만나요');
  for (const q of ['会議', '京', '東京で', '会議 東京']) expect(await found(world.mary, q)).toHaveLength(1);
  expect(await found(world.mary, '서울')).toEqual(['서울에서 만나요']);
  expect(await found(world.mary, '京東')).toEqual([]);
});

test('filters, each also without', async () => {
  await said(world.kevin, 'random', 'filtered https://example.com');
  await said(world.sofia, 'general', `filtered <@${world.mary.id}> today`, '2026-11-22T23:30:00Z');
  const [byKevin, bySofia] = ['filtered https://example.com', `filtered <@${world.mary.id}> today`];
  const expected: [string, string[]][] = [
    ['filtered from:kevin', [byKevin]],
    ['filtered from:@Kev', [byKevin]],
    ['filtered from:sofia', [bySofia]],
    ['filtered -from:kevin', [bySofia]],
    ['filtered from:me', []],
    ['filtered in:random', [byKevin]],
    ['filtered -in:#random', [bySofia]],
    ['filtered has:link', [byKevin]],
    ['filtered -has:link', [bySofia]],
    ['filtered mentions:me', [bySofia]],
    ['filtered on:2026-11-22', [bySofia]],
    ['filtered -on:2026-11-22', [byKevin]],
    ['filtered before:2026-11-22', [byKevin]],
    ['filtered after:2026-11-21', [bySofia]],
    ['filtered after:2026-11-22', []],
    ['in:random from:kevin', [byKevin]],
    ['filtered -before:2026-11-22', [bySofia]],
    ['filtered -after:2026-11-21', [byKevin]],
    ['filtered from:kevin from:sofia', [bySofia, byKevin]],
    ['filtered in:random in:general', [bySofia, byKevin]],
    ['filtered -from:kevin -from:sofia', []],
    ['filtered after:2026-11-21 after:2026-11-01', [bySofia]],
    ['filtered before:2026-11-22 before:2026-12-01', [byKevin]],
    ['filtered -on:2026-11-22 -on:2026-11-20', []],
  ];
  for (const [q, contents] of expected) expect(await found(world.mary, q), q).toEqual(contents);
  expect(await found(world.mary, 'filtered on:2026-11-23', { timeZone: 'Europe/Berlin' })).toEqual([bySofia]);
});

test('what has a file, and what has none', async () => {
  await said(world.kevin, 'random', 'enclosed: the plan');
  await said(world.kevin, 'random', 'enclosed: nothing');
  await world.stack.database.query(
    `insert into attachments (id, uploader_id, message_id, name, mime_type, size, finished_at)
     select gen_random_uuid(), sender_id, id, 'plan.pdf', 'application/pdf', 1, now()
     from internal_messages where content = 'enclosed: the plan'`,
  );
  expect(await found(world.mary, 'has:file')).toEqual(['enclosed: the plan']);
  expect(await found(world.mary, 'enclosed has:file')).toEqual(['enclosed: the plan']);
  expect(await found(world.mary, 'enclosed -has:file')).toEqual(['enclosed: nothing']);
});

test('days at the edge of the calendar lie before or after everything', async () => {
  const content = 'said between the edges';
  await said(world.kevin, 'random', content);
  const expected: [string, string[]][] = [
    ['on:9999-12-31', []],
    ['after:9999-12-31', []],
    ['before:9999-12-31', [content]],
    ['-on:9999-12-31', [content]],
    ['on:0000-01-01', []],
    ['before:0001-01-01', []],
    ['before:0005-06-01', []],
    ['after:0000-01-01', [content]],
    ['-on:0000-01-01', [content]],
  ];
  for (const timeZone of ['UTC', 'Pacific/Kiritimati']) {
    for (const [q, contents] of expected) {
      expect(await found(world.mary, `${q} edges`, { timeZone }), q).toEqual(contents);
      // the filter by itself, which no index serves
      expect((await found(world.mary, q, { timeZone })).length > 0, q).toBe(contents.length > 0);
    }
  }
});

test('what does not parse is searched as text', async () => {
  await said(world.kevin, 'random', 'odd: on:yesterday from:nobody "quo te 50% a_b c\\d');
  for (const q of ['on:yesterday', 'from:nobody', '"quo te', '50%', 'a_b', 'c\\d', 'odd:']) {
    expect(await found(world.mary, q), q).toHaveLength(1);
  }
  for (const q of [
    '%%%',
    '___',
    '\\',
    "'; drop table users; --",
    '-"',
    '""',
    '()',
    'a & b | !c',
    ':*',
    'in:',
  ]) {
    expect(Array.isArray(await found(world.mary, q)), q).toBe(true);
  }
});

test('only what the searcher may read, and nothing that was deleted', async () => {
  await said(world.kevin, 'launch-budget', 'classified sum');
  await said(world.kevin, 'general', 'classified but deleted');
  await world.stack.database.query(
    "update internal_messages set content = '', deleted_at = now() where content = 'classified but deleted'",
  );
  expect(await found(world.mary, 'classified')).toEqual([]);
  expect(await found(world.mary, 'in:launch-budget classified')).toEqual([]);
  expect(await found(world.sofia, 'classified')).toEqual(['classified sum']);
});

test('pages go on where the one before ended, with nothing twice', async () => {
  for (let n = 0; n < 60; n += 1) await said(world.kevin, 'general', `paged ${n}`);
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages += 1) {
    expect(pages).toBeLessThan(4);
    const page: SearchPage = await search(world.mary, 'paged', cursor === '' ? {} : { cursor });
    seen.push(...page.results.map(({ message }) => message.content));
    ({ cursor } = page);
  }
  expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => `paged ${59 - n}`));
});

test('the best first: what says it more often and shorter', async () => {
  await said(world.kevin, 'general', 'ranked ranked');
  await said(world.kevin, 'general', `ranked once among ${'many other words '.repeat(20)}`);
  expect((await found(world.mary, 'ranked', { order: 'best' }))[0]).toBe('ranked ranked');
  expect((await found(world.mary, 'ranked'))[0]).toMatch(/^ranked once/);
});

test('pages of the best go on where the one before ended, also when more is said meanwhile', async () => {
  for (let n = 0; n < 60; n += 1) await said(world.kevin, 'general', `${'weighed '.repeat(1 + (n % 3))}${n}`);
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages += 1) {
    expect(pages).toBeLessThan(4);
    const asked = cursor === '' ? {} : { cursor };
    const page: SearchPage = await search(world.mary, 'weighed', { order: 'best', ...asked });
    seen.push(...page.results.map(({ message }) => message.content));
    ({ cursor } = page);
    // better than all before
    await said(world.kevin, 'general', 'weighed');
  }
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
});

test('a hit says where its words stand', async () => {
  await said(world.kevin, 'general', 'Ångström and angstrom: marked, MARKED');
  const { results } = await search(world.mary, 'marked and');
  expect(results[0]?.highlights).toEqual([
    [9, 12],
    [23, 29],
    [31, 37],
  ]);
});

function cursorAt(createdAt: string): string {
  const place = { createdAt, id: '00000000-0000-7000-8000-000000000000' };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function bestCursor(rank?: number): string {
  const place = { createdAt: '2026-01-01T00:00:00.000Z', id: crypto.randomUUID(), rank };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

test('a cursor behind the least rank is answered', async () => {
  const { results } = await search(world.mary, 'weighed', { order: 'best', cursor: bestCursor(1e-300) });
  expect(results).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['nothing', {}, 'q'],
  ['blanks', { q: '   ' }, 'q'],
  ['too much', { q: 'x'.repeat(401) }, 'q'],
  ['what cannot be stored', { q: 'a\0b' }, 'q'],
  ['an unknown order', { q: 'x', order: 'random' }, 'order'],
  ['an unknown time zone', { q: 'x', timeZone: 'Mars/Base' }, 'timeZone'],
  ['a cursor of nobody', { q: 'x', cursor: 'abc' }, 'cursor'],
  ['a cursor of the other order', { q: 'x', order: 'best', cursor: bestCursor() }, 'cursor'],
  ['a cursor of a rank that no hit has', { q: 'x', order: 'best', cursor: bestCursor(1e300) }, 'cursor'],
  ['a cursor of the year 0', { q: 'x', cursor: cursorAt('0000-01-01T00:00:00Z') }, 'cursor'],
])('%s is refused', async (_what, query, path) => {
  const response = await call('chat-search', world.mary, { query });
  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe(path);
});
