import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '#components/chat/Announcer';
import { kevin, mary, messageOf, pendingOf } from './made.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const old = messageOf(mary, 'was here before', { seq: 1 });

function open() {
  const view = render(<Announcer messages={[old]} pending={[]} myId={kevin.id} />);
  const hear = (...messages: Array<typeof old>) =>
    view.rerender(<Announcer messages={[old, ...messages]} pending={[]} myId={kevin.id} />);
  const gather = () => act(() => vi.advanceTimersByTime(1_000));
  return { ...view, hear, gather };
}

test('one message is told with its author', () => {
  const { container, hear, gather } = open();

  hear(messageOf(mary, 'Lunch?', { seq: 2 }));
  gather();

  expect(container).toHaveTextContent('Mary: Lunch?');
});

test('several within a second are told as a number, also when they keep coming', () => {
  const { container, hear, gather } = open();
  const news = [2, 3, 4].map((seq) => messageOf(mary, 'hi', { seq }));

  for (const end of [1, 2, 3]) {
    hear(...news.slice(0, end));
    act(() => vi.advanceTimersByTime(300));
  }
  gather();

  expect(container).toHaveTextContent('3 new messages');
});

test('own messages and older pages are not told', () => {
  const { container, hear, gather } = open();

  hear(messageOf(kevin, 'mine', { seq: 2 }));
  gather();

  expect(container).toHaveTextContent('');
});

test('a message that was not sent is told', () => {
  const failed = pendingOf('hi', { state: 'failed', reason: 'no' });
  const { container } = render(<Announcer messages={[]} pending={[failed]} myId={kevin.id} />);

  expect(container).toHaveTextContent('Your message was not sent.');
});
