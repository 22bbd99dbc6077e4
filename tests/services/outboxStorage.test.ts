import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { PendingMessage } from '#lib/timeline/pending';
import { forget, keep, keptOf } from '#services/outboxStorage';

function written(n: number, senderId = 'me'): PendingMessage {
  const place = { id: `id-${n}`, channelId: 'a', content: `text ${n}`, writtenAt: '' };
  return {
    ...place,
    senderId,
    replyTo: null,
    attachments: [],
    waitsFor: [],
    state: 'sending',
    attempts: 0,
    retryAt: null,
  };
}

test('what is kept comes back in typed order, to its author alone, until it is forgotten', async () => {
  for (const item of [written(3), written(1), written(2, 'another')]) await keep(item);
  expect(await keptOf('me')).toEqual([written(1), written(3)]);
  await forget('id-1');
  expect(await keptOf('me')).toEqual([written(3)]);
  expect(await keptOf('another')).toEqual([written(2, 'another')]);
});

test('a message kept twice is one, in its latest state', async () => {
  const failed = { ...written(7, 'twice'), state: 'failed', reason: 'Not today' } as const;
  await keep(written(7, 'twice'));
  await keep(failed);
  expect(await keptOf('twice')).toEqual([failed]);
});

test('keeping is decided before the browser answers: a page that is reloaded right then hears no answer', async () => {
  const steps: string[] = [];
  const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    steps.push('committed');
    commit.mockRestore();
    this.commit();
  });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    item,
  ) {
    put.mockRestore();
    const request = this.put(item);
    request.addEventListener('success', () => steps.push('answered'));
    return request;
  });
  await keep(written(10, 'reload'));
  expect(steps).toEqual(['committed', 'answered']);
  expect(await keptOf('reload')).toEqual([written(10, 'reload')]);
});

test('keeping and forgetting that overlap end forgotten', async () => {
  const item = written(8, 'overlap');
  await Promise.all([keep(item), forget(item.id)]);
  expect(await keptOf('overlap')).toEqual([]);
});

test('what another version wrote is left alone', async () => {
  const strange = { ...written(9, 'later'), state: 'teleporting' };
  await keep(strange as unknown as PendingMessage);
  expect(await keptOf('later')).toEqual([]);
});
