import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { CompleteTo } from '#components/chat/CompleteTo';
import { type ChannelTimeline, EMPTY_TIMELINE, hearMessage } from '#lib/timeline/channel-timeline';
import { chatStore, initialChat } from '#services/chatStore';
import { general, kevin, messageOf } from './made.ts';

afterEach(() => act(() => chatStore.setState(initialChat, true)));

const WHOLE = 'everything said in #general up to then is on this page';
const timelineOf = (...seqs: number[]) =>
  seqs.map((seq) => messageOf(kevin, `text ${seq}`, { seq })).reduce(hearMessage, EMPTY_TIMELINE);

function sentenceOf(timeline: ChannelTimeline, more: Partial<typeof initialChat> = {}): string {
  const upTo = new Date(2026, 10, 16, 14, 3, 12).toISOString();
  chatStore.setState({
    ...initialChat,
    connection: 'connected',
    completeTo: { [general.id]: upTo },
    timelines: { [general.id]: timeline },
    ...more,
  });
  render(<CompleteTo channel={general} />);
  return screen.getByRole('note', { hidden: true }).textContent ?? '';
}

test('a page that has everything says up to when', () => {
  expect(sentenceOf(timelineOf(1, 2, 3))).toBe(`Complete to 14:03:12 · ${WHOLE}`);
});

test('a page without an answer knows nothing yet', () => {
  expect(sentenceOf(EMPTY_TIMELINE, { completeTo: {} })).toBe('Not known yet: the server has not answered.');
});

test('a gap in the revs is no completeness', () => {
  expect(sentenceOf(timelineOf(1, 3))).toBe(
    'Complete to 14:03:12 · something after that is missing and is being fetched',
  );
});

test.each([
  ['offline', 'since then this device is offline, and something may be missing'],
  ['reconnecting', 'since then the connection is lost, and something may be missing'],
] as const)('%s: what was said since is not known', (connection, why) => {
  expect(sentenceOf(timelineOf(1, 2), { connection })).toBe(`Complete to 14:03:12 · ${why}`);
});

test('messages that were passed over are counted', () => {
  const timeline = { ...timelineOf(1, 2), holes: [{ from: 3, to: 422 }] };
  expect(sentenceOf(timeline)).toBe(`Complete to 14:03:12 · ${WHOLE}, but 420 messages that can be loaded`);
});
