import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ComponentProps, Profiler } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatWindow } from '#components/chat/ChatWindow';
import type { MessageList } from '#components/chat/MessageList';
import { chatStore } from '#services/chatStore';
import { channelOf, corpusOf, timelineOf } from '../../bench/list/corpus.ts';

const { onRender } = vi.hoisted(() => ({ onRender: vi.fn() }));

// the list itself, with React's own count of how often it is drawn
vi.mock('#components/chat/MessageList', async (load) => {
  const { MessageList: List } = await load<{ MessageList: typeof MessageList }>();
  return {
    MessageList: (props: ComponentProps<typeof MessageList>) => (
      <Profiler id="list" onRender={onRender}>
        <List {...props} />
      </Profiler>
    ),
  };
});

const me = { id: 'Kevin', name: 'Kevin', email: 'kevin@example.com', image: null, isOwner: false };
const channel = channelOf('general', 200);

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  chatStore.setState({
    channels: [channel],
    timelines: { general: timelineOf(corpusOf('general', 200)) },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the list is not drawn again for what is typed, formatted and taken back', async () => {
  render(<ChatWindow channel={channel} me={me} visit={0} linkedId={undefined} menu={null} details={null} />);
  const field = screen.getByRole('textbox', { name: 'Message general' });
  await screen.findByRole('toolbar');
  await userEvent.click(field);
  expect(onRender).toHaveBeenCalled();
  onRender.mockClear();

  await userEvent.keyboard('Typed{Control>}b{/Control}and bold{Backspace}{Shift>}{Enter}{/Shift}- more');

  expect(field).toHaveValue('Typed**and bol\n- more**');
  expect(onRender).not.toHaveBeenCalled();
});
