import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Receipt } from '#lib/contracts/receipts';
import { EMPTY_TIMELINE, hearMessage } from '#lib/timeline/channel-timeline';
import { type Channel, type ChatState, chatStore, initialChat } from '#services/chatStore';
import { markUnread, noteSeen, stopHolding, tendReceipts, whoHas } from '#services/receipts';
import { needsCounts, withoutLosing, withReceipt } from '#services/receiptTransitions';
import { aMessage, channelId, personId, theChanges } from '../support/messages.ts';

const me = { id: personId(1), name: 'Kevin', email: 'kevin@example.com', image: null, isOwner: false };
const mary = { id: personId(2), name: 'Mary', email: 'mary@example.com', image: null, isOwner: false };

/** A page that is signed in, in one channel with so many messages of Mary. */
function aChat(count: number, channel: Partial<Channel> = {}): ChatState {
  const { messages: _, reset: __, lastRev: ___, ...general } = theChanges();
  const timeline = Array.from({ length: count }, (_, n) =>
    aMessage({ seq: n + 1, senderId: mary.id }),
  ).reduce(hearMessage, EMPTY_TIMELINE);
  return {
    ...initialChat,
    session: 'signed-in',
    me,
    users: { [me.id]: me, [mary.id]: mary },
    channels: [{ ...general, lastSeq: count, ...channel }],
    timelines: { [channelId]: timeline },
  };
}

let stopTending: () => void;
const server = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server);
  server.mockReset().mockImplementation(answer);
  stopTending = chatStore.subscribe(tendReceipts);
});

afterEach(() => {
  chatStore.setState(initialChat, true);
  stopTending();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const reports = (): Receipt[][] =>
  server.mock.calls.map(([, init]) => JSON.parse(String(init?.body)).receipts);

/** As the contract says: the caller's watermarks as they are now. */
async function answer(_url: unknown, init?: RequestInit): Promise<Response> {
  const receipts: Receipt[] = JSON.parse(String(init?.body)).receipts;
  return Response.json({
    receipts: receipts.map(({ channelId, deliveredSeq = 0, readSeq = 0, unreadFrom }) => ({
      channelId,
      userId: me.id,
      deliveredSeq,
      readSeq: unreadFrom === undefined ? readSeq : unreadFrom - 1,
    })),
  });
}

const refusal = (status: number, code: string) => async () =>
  Response.json({ error: { code, message: 'No' } }, { status });

const theChannel = () => chatStore.getState().channels[0];

test('what is here and was seen is reported once, in one request that outlives the page', async () => {
  chatStore.setState(aChat(5), true);
  noteSeen(channelId, { first: 1, last: 5 });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(reports()).toEqual([[{ channelId, deliveredSeq: 5, readSeq: 5 }]]);
  expect(server.mock.calls[0]?.[1]).toMatchObject({ keepalive: true });
  expect(theChannel()).toMatchObject({ lastDeliveredSeq: 5, lastReadSeq: 5, unread: 0 });
});

test('twenty messages in four seconds are at most three requests', async () => {
  chatStore.setState(aChat(0), true);
  for (let count = 1; count <= 20; count += 1) {
    chatStore.setState({ timelines: aChat(count).timelines });
    noteSeen(channelId, { first: 1, last: count });
    await vi.advanceTimersByTimeAsync(200);
  }
  await vi.advanceTimersByTimeAsync(10_000);

  expect(reports().length).toBeLessThanOrEqual(3);
  expect(reports().at(-1)).toEqual([{ channelId, deliveredSeq: 20, readSeq: 20 }]);
});

test('what waits goes out at once when the page is hidden', async () => {
  chatStore.setState(aChat(5), true);
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  document.dispatchEvent(new Event('visibilitychange'));

  expect(reports()).toEqual([[{ channelId, deliveredSeq: 5 }]]);
});

test('nothing is seen on a hidden page', async () => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  chatStore.setState(aChat(5, { lastDeliveredSeq: 5 }), true);
  noteSeen(channelId, { first: 1, last: 5 });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(reports()).toEqual([]);
});

test('a channel marked unread stays so until somebody lets go of it', async () => {
  chatStore.setState(aChat(5, { lastDeliveredSeq: 5, lastReadSeq: 5 }), true);
  markUnread(channelId, 3);
  noteSeen(channelId, { first: 1, last: 5 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reports()).toEqual([[{ channelId, unreadFrom: 3 }]]);
  expect(theChannel()).toMatchObject({ lastReadSeq: 2, unread: 3 });

  stopHolding(channelId);
  noteSeen(channelId, { first: 1, last: 5 });
  await vi.advanceTimersByTimeAsync(10_000);

  expect(reports()[1]).toEqual([{ channelId, readSeq: 5 }]);
});

test.each([
  [403, 'forbidden'],
  [404, 'not_found'],
])('a report that is refused (%d) is not repeated', async (status, code) => {
  server.mockImplementation(refusal(status, code));
  chatStore.setState(aChat(5), true);
  await vi.advanceTimersByTimeAsync(120_000);

  expect(reports()).toHaveLength(1);
});

test.each([
  [429, 'rate_limited'],
  [503, 'unavailable'],
])('a report that failed (%d) is tried again, ever more slowly, and arrives', async (status, code) => {
  server.mockImplementation(refusal(status, code));
  chatStore.setState(aChat(5), true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(reports().length).toBeGreaterThanOrEqual(4);
  expect(reports().length).toBeLessThanOrEqual(9);

  server.mockImplementation(answer);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(theChannel()).toMatchObject({ lastDeliveredSeq: 5 });
});

test('after a 401 nothing is reported until somebody signs in', async () => {
  server.mockImplementation(refusal(401, 'unauthenticated'));
  chatStore.setState(aChat(5), true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(reports()).toHaveLength(1);
  expect(chatStore.getState().session).toBe('expired');

  server.mockImplementation(answer);
  chatStore.setState({ session: 'signed-in' });
  await vi.advanceTimersByTimeAsync(10_000);

  expect(reports()).toHaveLength(2);
});

test('somebody else starts afresh', async () => {
  chatStore.setState(aChat(5, { lastDeliveredSeq: 5 }), true);
  noteSeen(channelId, { first: 1, last: 5 });
  chatStore.setState({ ...aChat(5, { lastDeliveredSeq: 5 }), me: { ...me, id: personId(9) } }, true);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(reports()).toEqual([]);
});

test('who has a message is told by name, whoever left the team as a former member', async () => {
  chatStore.setState(aChat(0), true);
  const of = (userId: string, deliveredSeq: number, readSeq: number) => ({
    channelId,
    userId,
    deliveredSeq,
    readSeq,
  });
  server.mockImplementation(async () =>
    Response.json({ receipts: [of(me.id, 5, 5), of(mary.id, 5, 4), of(personId(7), 5, 0)] }),
  );

  expect(await whoHas(channelId, 4)).toEqual({ readBy: ['Mary'], deliveredTo: ['former member'] });
});

const receipt = { channelId, userId: mary.id, deliveredSeq: 5, readSeq: 3 };

test('what others have only grows, and reading is having', () => {
  const first = withReceipt(aChat(5), receipt);
  expect(first.channels[0]).toMatchObject({ othersDeliveredSeq: 5, othersReadSeq: 3 });
  expect(withReceipt(first, { ...receipt, deliveredSeq: 4, readSeq: 2 })).toBe(first);
  expect(withReceipt(first, { ...receipt, deliveredSeq: 0, readSeq: 9 }).channels[0]).toMatchObject({
    othersDeliveredSeq: 9,
    othersReadSeq: 9,
  });
});

test('what oneself has read on another device is read here', () => {
  const read = withReceipt(aChat(5, { unread: 5 }), { ...receipt, userId: me.id });
  expect(read.channels[0]).toMatchObject({ lastReadSeq: 3, unread: 2, othersReadSeq: 0 });
});

test('receipts of unknown channels change nothing', () => {
  const chat = aChat(5);
  expect(withReceipt(chat, { ...receipt, channelId: personId(9) })).toBe(chat);
});

test('an answer that changes nothing leaves the state as it is', () => {
  const chat = aChat(5, { lastDeliveredSeq: 5, lastReadSeq: 3, unread: 2 });

  expect(withReceipt(chat, { ...receipt, userId: me.id })).toBe(chat);
});

/** Three hundred messages of which only the last fifty were loaded, a hundred or more not read. */
function aLongChat(): ChatState {
  const chat = aChat(300, { lastDeliveredSeq: 300, lastReadSeq: 100, unread: 100, mentions: 2 });
  const timeline = chat.timelines[channelId] ?? EMPTY_TIMELINE;
  return { ...chat, timelines: { [channelId]: { ...timeline, windowStart: 251 } } };
}

const mine = (readSeq: number) => ({ channelId, userId: me.id, deliveredSeq: 300, readSeq });

test.each<[string, number, boolean, object]>([
  ['before what is loaded: only the server can count', 180, true, { unread: 100, mentions: 2 }],
  ['marked unread there: only the server can count', 40, true, { unread: 100, mentions: 2 }],
  ['where it was: nothing changes', 100, false, { unread: 100, mentions: 2 }],
  ['to the start of what is loaded: counted here', 250, false, { unread: 50, mentions: 0 }],
  ['to the end: nothing is unread', 300, false, { unread: 0, mentions: 0 }],
])('read on another device %s', (_where, readSeq, isForServer, counts) => {
  const chat = aLongChat();

  expect(needsCounts(chat, mine(readSeq))).toBe(isForServer);
  expect(withReceipt(chat, mine(readSeq)).channels[0]).toMatchObject({ lastReadSeq: readSeq, ...counts });
});

test('of a channel of which nothing is loaded only the end needs no counting', () => {
  const chat = { ...aLongChat(), timelines: {} };
  const read = withReceipt(chat, mine(300));

  expect([needsCounts(chat, mine(299)), needsCounts(chat, mine(300))]).toEqual([true, false]);
  expect(read.channels[0]).toMatchObject({ unread: 0, mentions: 0 });
});

test("others' places and unknown channels need no counts", () => {
  const chat = aLongChat();

  expect(needsCounts(chat, { ...mine(180), userId: mary.id })).toBe(false);
  expect(needsCounts(chat, { ...mine(180), channelId: personId(9) })).toBe(false);
});

test('what another device marks unread again is not read again by scrolling here', async () => {
  chatStore.setState(aChat(5, { lastDeliveredSeq: 5, lastReadSeq: 5 }), true);
  noteSeen(channelId, { first: 1, last: 3 });
  chatStore.setState((chat) => withReceipt(chat, { channelId, userId: me.id, deliveredSeq: 5, readSeq: 2 }));
  await vi.advanceTimersByTimeAsync(5_000);

  expect(server).not.toHaveBeenCalled();
});

test('what this page marks unread before what it has loaded is counted by one sync', async () => {
  chatStore.setState(aLongChat(), true);
  markUnread(channelId, 41);
  await vi.advanceTimersByTimeAsync(1_100);

  const asked = server.mock.calls.map(([url]) => String(url).split('/').at(-1));
  expect(asked).toEqual(['chat-receipts', 'chat-sync']);
});

test("a sync that was under way does not take back what an event told; one's own watermark may go back", () => {
  const [before] = aChat(5, {
    lastDeliveredSeq: 5,
    lastReadSeq: 5,
    othersDeliveredSeq: 5,
    othersReadSeq: 4,
  }).channels;
  const [sync] = aChat(5, {
    lastDeliveredSeq: 4,
    lastReadSeq: 1,
    othersDeliveredSeq: 3,
    othersReadSeq: 3,
  }).channels;
  if (!before || !sync) throw new Error('a chat has a channel');

  expect(withoutLosing(sync, before)).toMatchObject({
    lastDeliveredSeq: 5,
    lastReadSeq: 1,
    othersDeliveredSeq: 5,
    othersReadSeq: 4,
  });
});
