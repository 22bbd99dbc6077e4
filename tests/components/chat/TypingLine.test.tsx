import { act, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { TypingLine } from '#components/chat/TypingLine';
import { chatStore, initialChat } from '#services/chatStore';

afterEach(() => chatStore.setState(initialChat, true));

test('it is there, and empty, while nobody types', () => {
  render(<TypingLine channelId="general" />);

  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

test('it names who is typing here and is not drawn for another channel', () => {
  const drawn = vi.fn();
  render(
    <Profiler id="line" onRender={drawn}>
      <TypingLine channelId="general" />
    </Profiler>,
  );
  act(() => chatStore.setState({ typing: { random: ['Tom'] } }));
  expect(drawn).toHaveBeenCalledOnce();

  act(() => chatStore.setState({ typing: { general: ['Mary'] } }));

  expect(screen.getByRole('status')).toHaveTextContent('Mary is typing…');
});
