import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  expire,
  hearMessageOf,
  hearTyping,
  IDLE_WRITER,
  NOBODY_TYPING,
  nextExpiry,
  nextTell,
  pause,
  press,
  send,
  tell,
  typingSentence,
  type Writer,
} from '#lib/typing';

interface Act {
  at: number;
  do: 'press' | 'pause' | 'send';
}

/** Runs a writer through a script as its timers would, and gives what was told. Milliseconds. */
function tellingsOf(acts: readonly Act[], until: number): Array<[number, boolean]> {
  let writer: Writer = IDLE_WRITER;
  const told: Array<[number, boolean]> = [];
  const speak = (now: number) => {
    const said = tell(writer, now);
    writer = said.writer;
    if (said.typing !== null) told.push([now, said.typing]);
  };
  const runTimers = (to: number) => {
    for (let next = nextTell(writer); next !== null && next <= to; next = nextTell(writer)) speak(next);
  };
  for (const act of acts) {
    runTimers(act.at);
    if (act.do === 'press') writer = press(writer, act.at);
    if (act.do === 'pause') writer = pause(writer);
    if (act.do === 'send') writer = send(writer);
    speak(act.at);
  }
  runTimers(until);
  return told;
}

const keys = (from: number, to: number, every: number): Act[] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, n) => ({
    at: from + n * every,
    do: 'press' as const,
  }));

test('the first key is told at once, then once in 3 s while keys are pressed, and the silence after 5 s', () => {
  expect(tellingsOf(keys(0, 7_000, 200), 60_000)).toEqual([
    [0, true],
    [3_000, true],
    [6_000, true],
    [9_000, true],
    [12_000, false],
  ]);
});

test('a single key is told once, and its end', () => {
  expect(tellingsOf([{ at: 0, do: 'press' }], 60_000)).toEqual([
    [0, true],
    [5_000, false],
  ]);
});

test('leaving the field is told at once when the pace allows it', () => {
  const acts: Act[] = [
    { at: 0, do: 'press' },
    { at: 4_000, do: 'pause' },
  ];

  expect(tellingsOf(acts, 60_000)).toEqual([
    [0, true],
    [4_000, false],
  ]);
});

test('sending tells nothing: the message does', () => {
  const acts: Act[] = [...keys(0, 1_000, 200), { at: 1_100, do: 'send' }];

  expect(tellingsOf(acts, 60_000)).toEqual([[0, true]]);
});

test('who never began has nothing to end', () => {
  expect(tellingsOf([{ at: 0, do: 'pause' }], 60_000)).toEqual([]);
});

const act = fc.record({
  wait: fc.integer({ min: 0, max: 4_000 }),
  do: fc.constantFrom('press' as const, 'press' as const, 'pause' as const, 'send' as const),
});

test('whatever the fingers do: at most 20 requests in any minute, and in the end nobody is shown for long', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 120 }), (steps) => {
      let at = 0;
      const acts = steps.map((step) => {
        at += step.wait;
        return { at, do: step.do };
      });
      const told = tellingsOf(acts, at + 60_000);

      for (const [from] of told) {
        expect(told.filter(([when]) => when >= from && when < from + 60_000).length).toBeLessThanOrEqual(20);
      }
      const lastSend = acts.findLast((one) => one.do === 'send')?.at ?? -1;
      const last = told.at(-1);
      if (last && last[0] > lastSend) expect(last[1]).toBe(false);
    }),
    { numRuns: 500 },
  );
});

const ME = 'me';
const event = (userId: string, typing: boolean) => ({
  channelId: 'general',
  userId,
  userName: userId,
  typing,
});
const namesIn = (typists: typeof NOBODY_TYPING) => typists.names.map(({ name }) => name);

test('names stand in the order in which people began, and renewing keeps their place', () => {
  let typists = hearTyping(NOBODY_TYPING, event('mary', true), ME, 0);
  typists = hearTyping(typists, event('tom', true), ME, 1_000);
  typists = hearTyping(typists, event('mary', true), ME, 3_000);

  expect(namesIn(typists)).toEqual(['mary', 'tom']);
});

test('a name goes 7 s after its last news', () => {
  let typists = hearTyping(NOBODY_TYPING, event('mary', true), ME, 0);
  typists = hearTyping(typists, event('mary', true), ME, 3_000);

  expect(nextExpiry(typists)).toBe(10_000);
  expect(namesIn(expire(typists, 9_999))).toEqual(['mary']);
  expect(namesIn(expire(typists, 10_000))).toEqual([]);
});

test('a name goes at once when its person stops, or their message arrives', () => {
  const typists = hearTyping(NOBODY_TYPING, event('mary', true), ME, 0);

  expect(namesIn(hearTyping(typists, event('mary', false), ME, 10))).toEqual([]);
  expect(namesIn(hearMessageOf(typists, 'mary', 10))).toEqual([]);
});

test('news that the message has overtaken are old, those that come later are not', () => {
  const typists = hearMessageOf(NOBODY_TYPING, 'mary', 0);

  expect(namesIn(hearTyping(typists, event('mary', true), ME, 400))).toEqual([]);
  expect(namesIn(hearTyping(typists, event('mary', true), ME, 1_000))).toEqual(['mary']);
});

test('one is never told of oneself', () => {
  expect(hearTyping(NOBODY_TYPING, event(ME, true), ME, 0)).toBe(NOBODY_TYPING);
});

test.each([
  [[], ''],
  [['Mary'], 'Mary is typing…'],
  [['Mary', 'Tom'], 'Mary and Tom are typing…'],
  [['Mary', 'Tom', 'Mei'], 'Several people are typing…'],
])('%j: %s', (names, sentence) => {
  expect(typingSentence(names)).toBe(sentence);
});
