import { afterAll, beforeAll, expect, test } from 'vitest';
import { SearchPage } from '#lib/contracts/search';
import { call, createWorld, type World } from '../support/world.ts';

// a message every ten minutes: more than the newest ones, and more days than are searched first
const MESSAGES = 40_000;
const LAST = '2026-11-20T12:00:00Z';
/** What is said in one message of so many, in old and new ones alike. */
const SAID: [string, number][] = [
  ['frequent', 7],
  ['sometimes', 600],
  ['rarely', 6_100],
  ['会議', 1_100],
  ['駅', 6_300],
  ['🎉', 5_900],
  ['QA', 5_300],
  ['(c# code', 4_700],
  ['a link https://example.com/deep', 4_900],
];

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.stack.database.query('delete from internal_messages');
  await world.stack.database.query(
    `insert into internal_messages (id, channel_id, seq, rev, sender_id, content, created_at)
     select gen_random_uuid(), $1, n, n, $2,
       concat_ws(' ', 'Message ' || n, (select string_agg(word, ' ') from unnest($3::text[], $4::int[]) said (word, every)
         where n % every = every / 2)),
       '${LAST}'::timestamptz - (${MESSAGES} - n) * interval '10 minutes'
     from generate_series(1, ${MESSAGES}) n`,
    [world.channels.general, world.kevin.id, SAID.map(([word]) => word), SAID.map(([, every]) => every)],
  );
  await world.stack.database.query('analyze internal_messages');
});
afterAll(() => world.close());

async function search(q: string, more: Record<string, string> = {}) {
  const response = await call('chat-search', world.mary, { query: { q, ...more } });
  expect(response.status, await response.clone().text()).toBe(200);
  return SearchPage.parse(await response.json());
}

async function foundOnAllPages(q: string): Promise<number[]> {
  const seqs: number[] = [];
  let page = await search(q);
  for (;;) {
    seqs.push(...page.results.map(({ message }) => message.seq));
    if (page.cursor === null) return seqs;
    page = await search(q, { cursor: page.cursor });
  }
}

/** The newest first. */
function saidIn(...words: string[]): number[] {
  const every = SAID.filter(([word]) => words.includes(word)).map(([, count]) => count);
  const seqs = Array.from({ length: MESSAGES }, (_, index) => MESSAGES - index);
  return seqs.filter((seq) => every.every((count) => seq % count === Math.floor(count / 2)));
}

const isBefore = (day: string) => (seq: number) =>
  seq < MESSAGES - (Date.parse(LAST) - Date.parse(day)) / 600_000;

test.each([
  ['sometimes', saidIn('sometimes')],
  ['ometim', saidIn('sometimes')],
  ['rarely', saidIn('rarely')],
  ['会議', saidIn('会議')],
  ['駅', saidIn('駅')],
  ['🎉', saidIn('🎉')],
  ['has:link', saidIn('a link https://example.com/deep')],
  ['sometimes frequent', saidIn('sometimes', 'frequent')],
  ['sometimes -frequent', saidIn('sometimes').filter((seq) => !saidIn('frequent').includes(seq))],
  ['from:kevin rarely', saidIn('rarely')],
  ['from:mary rarely', []],
  ['rarely before:2026-09-01', saidIn('rarely').filter(isBefore('2026-09-01'))],
])('%s is found however long ago it was said', async (q, expected) => {
  expect(await foundOnAllPages(q)).toEqual(expected);
});

test('a word of one or two letters is found however long ago, where it begins a word', async () => {
  expect(await foundOnAllPages('qa')).toEqual(saidIn('QA'));
  expect(await foundOnAllPages('c#')).toEqual(saidIn('(c# code'));
});

test('what no index finds is looked for among the newest messages', async () => {
  expect(await foundOnAllPages('#')).toEqual(saidIn('(c# code').filter((seq) => seq > MESSAGES - 10_000));
  expect(await foundOnAllPages('# before:2026-04-06')).toEqual(
    saidIn('(c# code').filter(isBefore('2026-04-06')),
  );
});

test('the best are chosen among old and new ones', async () => {
  const { results } = await search('rarely', { order: 'best' });
  expect(results.map(({ message }) => message.seq).toSorted((a, b) => b - a)).toEqual(saidIn('rarely'));
});
