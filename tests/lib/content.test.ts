import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, isTooLong, MESSAGE_CONTENT_MAX } from '#lib/content';
import { withNames } from '#lib/markdown/named';
import { plainTextOf } from '#lib/markdown/plain-text';
import { mentionsOf } from '#lib/mentions';

const kevin = '0191e0a0-0000-7000-8000-000000000001';
const mary = '0191e0a0-0000-7000-8000-000000000002';

test('an excerpt is one line without its Markdown', () => {
  expect(excerptOf('> said\n\n**Bold** and `code`\n\n- one\n- [two](https://example.com)')).toBe(
    'said Bold and code one two',
  );
  expect(excerptOf('| a | b |\n|---|---|\n| 1 | 2 |')).toBe('a b 1 2');
  expect(excerptOf('```ts\nlet a;\n```')).toBe('let a;');
});

test('of a text without words, what was typed', () => {
  expect(excerptOf('```\n```')).toBe('``` ```');
});

test('a mention is in an excerpt whole or not at all', () => {
  const text = fc.array(fc.constantFrom('word ', `<@${kevin}>`, '<!channel> ', '👩‍👩‍👧', ' '), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const excerpt = excerptOf(parts.join(''));
      const rest = withNames(excerpt, () => '');
      expect(rest).not.toContain('<');
      expect(rest.replaceAll('👩‍👩‍👧', '')).toMatch(/^[word …]*$/);
      expect(rest.length).toBeLessThanOrEqual(141);
    }),
  );
});

test('names stand where they are stored by id', () => {
  const nameOf = (named: { type: string }) => `(${named.type})`;
  expect(plainTextOf(`Hi <@${kevin}> in <#${mary}>, \`<@${mary}>\``, nameOf)).toBe(
    `Hi (mention) in (channel), <@${mary}>`,
  );
});

test('who is mentioned, outside code and once each', () => {
  const text = `<@${mary}> > <@${kevin.toUpperCase()}> **<@${mary}>** \`<!here>\`\n\n- <!channel>\n\n\`\`\`\n<@${personLater}>\n\`\`\``;
  expect(mentionsOf(text)).toEqual({ userIds: [mary, kevin], channel: true, here: false });
  expect(mentionsOf(`\\<@${mary}> mail@<here> <!HERE>`)).toEqual({ userIds: [], channel: false, here: true });
});

test('a mention is as long as a sign, so that nobody is refused for an id they did not write', () => {
  const rest = 'x'.repeat(MESSAGE_CONTENT_MAX - 2);
  expect(isTooLong(`<@${mary}>${rest}<!here>`)).toBe(false);
  expect(isTooLong(`<@${mary}>${rest}<!here>.`)).toBe(true);
});

const personLater = '0191e0a0-0000-7000-8000-000000000003';
