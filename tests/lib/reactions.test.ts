import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emojiOf } from '#lib/emoji';
import { answered, ask, type ReactionWish, wish, withWishes } from '#lib/reactions';

/** Clicks, and the moments at which an answer comes or does not. */
type Step = { do: 'click' } | { do: 'answer'; isLost: boolean; isRefused: boolean };
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('click' as const) }),
    fc.record({ do: fc.constant('answer' as const), isLost: fc.boolean(), isRefused: fc.constant(false) }),
  ),
);

test('however often it is clicked and whenever answers come, the server ends with the last wish', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (schedule: Step[], atFirst) => {
      let server = atFirst;
      let shown = atFirst;
      let wished: ReactionWish | null = null;
      let requests = 0;
      const send = () => {
        if (!wished || wished.asked !== null) return;
        wished = ask(wished);
        requests += 1;
      };
      const answer = () => {
        if (!wished || wished.asked === null) return;
        server = wished.asked;
        requests -= 1;
        wished = answered(wished);
        send();
      };
      for (const step of schedule) {
        if (step.do === 'click') {
          shown = !shown;
          wished = wish(wished ?? undefined, shown);
          send();
        } else answer();
        expect(requests).toBeLessThanOrEqual(1);
        // what is shown while anything is under way is the last wish
        if (wished) expect((wished as ReactionWish).on).toBe(shown);
      }
      for (let left = 0; left < 3; left += 1) answer();
      expect(wished).toBeNull();
      expect(server).toBe(shown);
    }),
  );
});

test('a wish that nobody has taken back is given up with its answer; a later one is asked for', () => {
  const asked = ask(wish(undefined, true));
  expect(answered(asked)).toBeNull();
  const changed = wish(asked, false);
  expect(changed).toEqual({ on: false, asked: true });
  expect(answered(changed)).toEqual({ on: false, asked: null });
});

test('what is wished shows over what the server says, kind by kind', () => {
  const reactions = [
    { emoji: '👍', userIds: ['mary', 'me'] },
    { emoji: '🎉', userIds: ['me'] },
    { emoji: '👀', userIds: ['tom'] },
  ];
  const wishes = {
    '👍': { on: false, asked: false },
    '🎉': { on: false, asked: null },
    '👀': { on: true, asked: true },
    '🚀': { on: true, asked: true },
    '❤️': { on: false, asked: false },
  };
  expect(withWishes(reactions, wishes, 'me')).toEqual([
    { emoji: '👍', userIds: ['mary'] },
    { emoji: '👀', userIds: ['tom', 'me'] },
    { emoji: '🚀', userIds: ['me'] },
  ]);
  expect(withWishes(reactions, undefined, 'me')).toBe(reactions);
});

test('an emoji has one spelling, and what is none has none', () => {
  expect(emojiOf('❤')).toBe('❤️');
  expect(emojiOf('✋️')).toBe('✋');
  expect(emojiOf('👩🏽‍🚀')).toBe('👩🏽‍🚀');
  for (const text of ['', 'a', '1', '👍👍', '👍 ', '<b>', '👍'.repeat(9_999)])
    expect(emojiOf(text)).toBeNull();
});
