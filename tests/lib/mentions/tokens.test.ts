import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsOf } from '#lib/mentions';
import { type Directory, nameOfPerson } from '#lib/mentions/directory';
import { type Chosen, fromTokens, joined, rewritten, toTokens, type Written } from '#lib/mentions/tokens';
import { personId } from '../../support/messages.ts';

const person = (n: number, name: string, handle: string) => ({
  id: personId(n),
  name,
  email: `${handle}@example.com`,
});
const kevin = person(1, 'Kevin', 'kevin');
const mary = person(2, 'Mary', 'mary');
const sofia = person(3, 'Sofía Reyes', 'sofia');
const leeOne = person(4, 'Lee', 'lee.one');
const leeTwo = person(5, 'Lee', 'lee.two');
const maryAnn = person(6, 'Mary Ann', 'mary.ann');
const tanaka = person(7, '田中', 'tanaka');
const general = { id: personId(101), name: 'general' };
const directory: Directory = {
  people: [kevin, mary, sofia, leeOne, leeTwo, maryAnn, tanaka],
  channels: [general, { id: personId(102), name: 'général-2' }],
};
const at = ({ id }: { id: string }) => `<@${id}>`;
const typed = (text: string) => toTokens({ text, mentions: [] }, directory);

test.each([
  ['a name', '@Mary: look', `${at(mary)}: look`],
  ['a name with case and accents of its own', '@sofia reyes!', `${at(sofia)}!`],
  ['a handle', 'ask @sofia.', `ask ${at(sofia)}.`],
  ['a handle with a full stop', 'ask @lee.two.', `ask ${at(leeTwo)}.`],
  ['the longest name', '@Mary Ann and @Mary', `${at(maryAnn)} and ${at(mary)}`],
  ['within marks', '**@Mary** _@Kevin_ (@Mary)', `**${at(mary)}** _${at(kevin)}_ (${at(mary)})`],
  ['behind the sign of a Japanese keyboard', '＠Mary です', `${at(mary)} です`],
  ['in a script without spaces', 'はい@Mary', `はい${at(mary)}`],
  ['everybody', '@channel, @here', '<!channel>, <!here>'],
  ['a channel', 'see #general', `see <#${general.id}>`],
  ['a possessive', "@Mary’s and @Mary's", `${at(mary)}’s and ${at(mary)}'s`],
])('what is typed and means one thing is meant: %s', (_what, text, content) => {
  expect(typed(text)).toBe(content);
});

test.each([
  ['two people of that name', '@Lee'],
  ['nobody of that name', '@Maryam @Mar'],
  ['an e-mail address', 'write to kevin@mary, x.@mary, ab_@mary'],
  ['the name of another', '@mary.jones @mary-ann @mary@example.com'],
  ['an address of the web', 'https://example.com/@mary?to=@mary#general'],
  ['behind a backslash', '\\@Mary'],
  ['code', '`@Mary` and ``@Mary ` @Mary``'],
  ['a code block', '```\n@Mary @channel #general\n```'],
  ['a code block that is not closed', '~~~ts\n@Mary'],
  ['a quoted code block', '> ```\n> @Mary'],
  ['a word', '#generally @hereafter @channels'],
])('what is typed and may mean something else is text: %s', (_what, text) => {
  expect(typed(text)).toBe(text);
});

const choose = (text: string, place: number, chosen: { id: string; name: string }): Chosen => ({
  ...nameOfPerson(chosen),
  at: text.indexOf('@', place),
});

test('two people of one name stay apart', () => {
  const text = '@Lee and @Lee';
  const mentions = [choose(text, 0, leeTwo), choose(text, 1, leeOne)];
  expect(toTokens({ text, mentions }, directory)).toBe(`${at(leeTwo)} and ${at(leeOne)}`);

  const withoutFirst = rewritten({ text, mentions }, '@Lee', 0);
  expect(toTokens(withoutFirst, directory)).toBe(at(leeOne));
  const withoutLast = rewritten({ text, mentions }, '@Lee', 4);
  expect(toTokens(withoutLast, directory)).toBe(at(leeTwo));
});

test('what is chosen moves with its text, and is text once that is changed', () => {
  const written = { text: '@Lee, hi', mentions: [choose('@Lee', 0, leeTwo)] };
  const later = rewritten(written, 'So @Lee, hi', 3);
  expect(toTokens(later, directory)).toBe(`So ${at(leeTwo)}, hi`);
  expect(toTokens(rewritten(later, 'So @Le, hi', 6), directory)).toBe('So @Le, hi');
  expect(toTokens(rewritten(later, 'So @Leeds, hi', 9), directory)).toBe('So @Leeds, hi');
  expect(toTokens(rewritten(later, 'So x@Lee, hi', 4), directory)).toBe('So x@Lee, hi');
});

test('an ending of a script without spaces belongs to the sentence', () => {
  const written = { text: '@田中さん', mentions: [choose('@田中', 0, tanaka)] };
  expect(toTokens(written, directory)).toBe(`${at(tanaka)}さん`);
});

test('who has another name now is shown and kept by it', () => {
  const renamed = { ...directory, people: [{ ...mary, name: 'Maria' }] };
  const written = fromTokens(`${at(mary)} and ${at(kevin)}`, renamed);
  expect(written.text).toBe(`@Maria and ${at(kevin)}`);
  expect(toTokens(written, renamed)).toBe(`${at(mary)} and ${at(kevin)}`);
});

const words = fc.constantFrom(
  ...[
    ' ',
    '\n',
    'a',
    '.',
    '`',
    '```',
    '> ',
    '- ',
    '*',
    '_',
    '\\',
    '(',
    '日本',
    '~~~',
    'ä',
    '/',
    '-',
    '@',
    '#',
  ],
);
const token = fc.constantFrom(
  ...[at(kevin), at(leeOne), at(leeTwo), at(tanaka), at(person(9, '', '')), `<#${general.id}>`, '<!here>'],
);
const content = fc.array(fc.oneof(words, token), { maxLength: 25 }).map((parts) => parts.join(''));

test('editing nothing changes nothing', () => {
  fc.assert(
    fc.property(content, (stored) => {
      expect(toTokens(fromTokens(stored, directory), directory)).toBe(stored);
    }),
    { numRuns: 2_000 },
  );
});

test('what is shown for editing is what was written', () => {
  const piece = fc.constantFrom(kevin, mary, leeOne, leeTwo, maryAnn, null);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const parts = pieces.map((who) => ({
        text: who ? `@${who.name}` : 'so',
        mentions: who ? [{ ...nameOfPerson(who), at: 0 }] : [],
      }));
      const written = parts.reduce<Written>((all, part) => joined(all, ' ', part), {
        text: 'Hi',
        mentions: [],
      });
      expect(fromTokens(toTokens(written, directory), directory)).toEqual(written);
    }),
  );
});

test('wherever a text is changed, what is left of its mentions stands where it says', () => {
  const pieces = fc.array(fc.constantFrom('@Lee', ' ', 'x', '\n'), { maxLength: 12 });
  fc.assert(
    fc.property(
      pieces,
      fc.nat(20),
      fc.nat(20),
      fc.string({ maxLength: 4 }),
      (parts, from, length, insert) => {
        const text = parts.join('');
        const mentions = [...text.matchAll(/@Lee/g)].map(({ index }, n) =>
          choose(text, index, n % 2 ? leeOne : leeTwo),
        );
        const start = Math.min(from, text.length);
        const changed = text.slice(0, start) + insert + text.slice(start + length);
        const result = rewritten({ text, mentions }, changed, start + insert.length);
        const untouched = mentions.filter(({ at: place }) => place + 4 <= start || place >= start + length);
        for (const mention of result.mentions) expect(changed.startsWith('@Lee', mention.at)).toBe(true);
        expect(result.mentions.map(({ token }) => token)).toEqual(
          expect.arrayContaining(untouched.map(({ token }) => token)),
        );
      },
    ),
    { numRuns: 1_000 },
  );
});

test('ten thousand signs take no time', () => {
  for (const text of [
    '@ '.repeat(5_000),
    '@'.repeat(10_000),
    '`@ '.repeat(3_333),
    '\\'.repeat(10_000),
    '<@ `'.repeat(50_000),
  ]) {
    const start = performance.now();
    typed(text);
    fromTokens(text, directory);
    mentionsOf(text);
    expect(performance.now() - start, text.slice(0, 8)).toBeLessThan(1_000);
  }
});
