import { expect, test } from 'vitest';
import { type ChatState, initialChat } from '#services/chatStore';
import { withSync } from '#services/chatTransitions';
import { withChoice, withoutChoice } from '#services/choiceTransitions';
import { aSync, channelId, theChanges } from '../support/messages.ts';

const before = withSync(initialChat, aSync([theChanges()]), {});
const answered = (chat: ChatState, known = {}) => withSync(chat, aSync([theChanges(known)]), {});
const shown = (chat: ChatState) => {
  const [channel] = chat.channels;
  return { isFavourite: channel?.isFavourite, isMuted: channel?.isMuted };
};

test('a choice stays while answers come that do not know of it yet', () => {
  const chosen = answered(withChoice(before, channelId, { isMuted: true }));
  expect(shown(chosen)).toEqual({ isFavourite: false, isMuted: true });

  const decided = withoutChoice(chosen, channelId, { isMuted: true }, { isMuted: true });
  expect(decided.choices).toEqual({});
  expect(shown(answered(decided, { isMuted: true }))).toEqual({ isFavourite: false, isMuted: true });
});

test('a choice that is refused is as it was before; another one of the same channel stays', () => {
  const both = withChoice(withChoice(before, channelId, { isFavourite: true }), channelId, { isMuted: true });
  const refused = withoutChoice(
    both,
    channelId,
    { isFavourite: true },
    { isFavourite: false, isMuted: false },
  );
  expect(shown(answered(refused))).toEqual({ isFavourite: false, isMuted: true });
});

test('what was chosen otherwise meanwhile is the later word', () => {
  const twice = withChoice(withChoice(before, channelId, { isMuted: true }), channelId, { isMuted: false });
  const first = withoutChoice(twice, channelId, { isMuted: true }, { isMuted: true });
  expect(shown(answered(first, { isMuted: true }))).toEqual({ isFavourite: false, isMuted: false });
});
