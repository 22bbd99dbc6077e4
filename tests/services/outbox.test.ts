import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chatStore, initialChat } from '#services/chatStore';
import { post, retryMessage, takeBack, tendOutbox, wakeOutbox } from '#services/outbox';
import { forget, keep, keptOf } from '#services/outboxStorage';
import { aMessage, aSync, channelId, messageId, personId } from '../support/messages.ts';

/** What the server does with each request, in turn; without an entry it stores. */
type Answer = Response | 'no answer' | Promise<Response>;
let answers: Answer[] = [];
let sent: string[] = [];
const me = aSync([]).me;

function written(n: number) {
  const place = { id: messageId(n), channelId, senderId: me.id, content: `text ${n}`, writtenAt: '' };
  return {
    ...place,
    replyTo: null,
    attachments: [],
    waitsFor: [],
    state: 'sending' as const,
    attempts: 0,
    retryAt: null,
  };
}

const storing = (id: string, content: string) =>
  Response.json(aMessage({ id, seq: sent.length, content, senderId: me.id }));

const failure = (status: number, code: string, headers: HeadersInit = {}) =>
  Response.json({ error: { code, message: `Because of ${code}` } }, { status, headers });

beforeEach(async () => {
  [answers, sent] = [[], []];
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const { id, content } = JSON.parse(body);
    sent.push(content);
    const answer = answers.shift();
    if (answer === 'no answer') throw new TypeError('Failed to fetch');
    return answer ?? storing(id, content);
  });
  for (const { id } of await keptOf(me.id)) await forget(id);
  stopTending = chatStore.subscribe(tendOutbox);
  signIn();
  // once one message is through, everything that is read at the start has been
  post(written(0));
  await isStored(0);
  sent = [];
});

afterEach(() => {
  signOut();
  stopTending();
  vi.unstubAllGlobals();
});

let stopTending = () => {};

/** jsdom has no locks: this tab sends by itself. */
const signIn = () => chatStore.setState({ session: 'signed-in', me });
const signOut = () => chatStore.setState(initialChat, true);

const stateOf = (n: number) => chatStore.getState().pending.find(({ id }) => id === messageId(n));
const isStored = (n: number) => vi.waitFor(() => expect(stateOf(n)).toBeUndefined());

test('a message leaves in the tick in which it is written, before it is kept', async () => {
  post(written(1));
  expect(sent).toEqual(['text 1']);
  await isStored(1);
  await vi.waitFor(async () => expect(await keptOf(me.id)).toEqual([]));
});

test('no answer and 503: Queued, with its next try; waking sends it at once under the same id', async () => {
  answers = ['no answer', failure(503, 'unavailable')];
  post(written(2));
  await vi.waitFor(() => expect(stateOf(2)).toMatchObject({ state: 'queued', attempts: 1 }));
  wakeOutbox();
  await vi.waitFor(() => expect(stateOf(2)).toMatchObject({ state: 'queued', attempts: 2 }));
  wakeOutbox();
  await isStored(2);
  expect(sent).toEqual(['text 2', 'text 2', 'text 2']);
});

test('429: not before the server said', async () => {
  answers = [failure(429, 'rate_limited', { 'retry-after': '60' })];
  post(written(3));
  await vi.waitFor(() => expect(stateOf(3)?.retryAt).toBeGreaterThanOrEqual(Date.now() + 59_000));
});

test.each([
  [400, 'invalid'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [413, 'too_large'],
])('%i: Failed with its reason and kept so; the next one goes', async (status, code) => {
  answers = [failure(status, code)];
  post(written(4));
  post(written(5));
  await isStored(5);
  expect(stateOf(4)).toMatchObject({ state: 'failed', reason: `Because of ${code}`, content: 'text 4' });
  await vi.waitFor(async () => expect(await keptOf(me.id)).toMatchObject([{ state: 'failed' }]));
  retryMessage(messageId(4));
  await isStored(4);
});

test('401: everything waits, and goes in order once its author has signed in again', async () => {
  answers = [failure(401, 'unauthenticated')];
  post(written(6));
  post(written(7));
  await vi.waitFor(() => expect(chatStore.getState().session).toBe('expired'));
  expect([stateOf(6)?.state, stateOf(7)?.state]).toEqual(['queued', 'queued']);
  signIn();
  await isStored(7);
  expect(sent).toEqual(['text 6', 'text 6', 'text 7']);
});

test('an answer to what was asked before the session ended decides nothing', async () => {
  const [before, after] = [Promise.withResolvers<Response>(), Promise.withResolvers<Response>()];
  answers = [before.promise, after.promise];
  post(written(20));
  chatStore.setState({ session: 'expired' });
  signIn();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  before.resolve(failure(400, 'invalid'));
  await expect(vi.waitUntil(() => stateOf(20)?.state === 'failed', { timeout: 100 })).rejects.toThrow();
  after.resolve(storing(messageId(20), 'text 20'));
  await isStored(20);
});

test('what is under way is not given back; what waits is, and is never sent', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  answers = [promise];
  post(written(8));
  post(written(9));
  expect(await takeBack(messageId(8))).toBeNull();
  expect(await takeBack(messageId(9))).toMatchObject({ content: 'text 9' });
  expect(await keptOf(me.id)).toMatchObject([{ content: 'text 8' }]);
  resolve(storing(messageId(8), 'text 8'));
  await isStored(8);
  expect(sent).toEqual(['text 8']);
  expect(await takeBack(messageId(9))).toBeNull();
});

test('what an earlier page left goes before what is typed now', async () => {
  signOut();
  await keep({ ...written(10), attempts: 4, retryAt: Date.now() + 30_000, state: 'queued' });
  await keep({ ...written(11), senderId: personId(2) });
  signIn();
  post(written(12));
  await isStored(12);
  expect(sent).toEqual(['text 10', 'text 12']);
});

test('offline: nothing is tried, everything says Queued, and the network brings it', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  post(written(13));
  expect(stateOf(13)?.state).toBe('queued');
  expect(sent).toEqual([]);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  await isStored(13);
});

/** Waits for a file that nobody uploads. */
function waiting(n: number) {
  const nothing = { width: null, height: null, alt: '', hasThumbnail: false };
  const file = (n: number, name: string) => ({
    id: personId(n),
    name,
    mimeType: 'text/plain',
    size: 5,
    ...nothing,
  });
  return {
    ...written(n),
    attachments: [file(1, 'whole.bin'), file(2, 'lost.bin'), file(3, 'gone.bin')],
    waitsFor: [personId(2), personId(3)],
    state: 'queued' as const,
  };
}

test('a message whose files nobody uploads any more fails, names them, and gives none of them back', async () => {
  const reason = 'The page was closed before “lost.bin” and “gone.bin” were uploaded: attach them again';
  post(waiting(9));
  await vi.waitFor(() => expect(stateOf(9)).toMatchObject({ state: 'failed', reason }));
  await vi.waitFor(async () => expect(await keptOf(me.id)).toMatchObject([{ state: 'failed', reason }]));

  retryMessage(messageId(9));
  expect(stateOf(9)?.state).toBe('queued');
  await vi.waitFor(() => expect(stateOf(9)).toMatchObject({ state: 'failed', reason }));
  expect(sent).toEqual([]);
  // what it still waits for does not go back into a draft
  expect(await takeBack(messageId(9))).toMatchObject({ waitsFor: [personId(2), personId(3)] });
});

test('no room left: the message goes from memory, and the page can say so', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  post(written(14));
  await isStored(14);
  await vi.waitFor(() => expect(chatStore.getState().isStorageBlocked).toBe(true));
});
