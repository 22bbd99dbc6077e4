import { expect, test } from 'vitest';
import { mentionsOf } from '#lib/mentions';
import { personId } from '../../support/messages.ts';

const [a, b] = [personId(1), personId(2)];

test('whom a text calls, each once, in the order of the text', () => {
  expect(mentionsOf(`<@${b}>, <@${a.toUpperCase()}> and <@${b}>`)).toEqual({
    userIds: [b, a],
    channel: false,
    here: false,
  });
  expect(mentionsOf('<!channel> <!here>')).toEqual({ userIds: [], channel: true, here: true });
  expect(mentionsOf(`> \`x\` <@${a}>\n- <!here>`)).toEqual({ userIds: [a], channel: false, here: true });
});

test.each([
  ['inline code', `\`<@${a}>\``],
  ['inline code over lines', `\`x\n<@${a}> \``],
  ['longer rows of backticks', `\`\` \` <@${a}> \`\``],
  ['a block', `\`\`\`ts\n<@${a}>\n\`\`\``],
  ['a block of tildes with backticks in it', `~~~\n\`\`\`\n<@${a}>\n~~~`],
  ['a block without an end', `text\n\`\`\`\n\n<@${a}>`],
  ['a quoted block', `> \`\`\`\n> <@${a}>`],
  ['behind a backslash', `\\<@${a}>`],
  ['no id', '<@x> <@> <!all> <!HERE'],
])('in %s nobody is called', (_what, content) => {
  expect(mentionsOf(content).userIds).toEqual([]);
});

test.each([
  ['behind code', `\`x\` <@${a}>`],
  ['behind a backtick that begins nothing', `\` <@${a}> \`\``],
  ['behind a backtick of the paragraph before', `\`\n\n<@${a}> \``],
  ['behind a backslash and a backtick', `\\\`<@${a}>\``],
  ['behind the end of a block', `\`\`\`\nx\n\`\`\`\n<@${a}>`],
  ['behind a quote with a block', `> \`\`\`\n> x\n<@${a}>`],
  ['behind two backslashes', `\\\\<@${a}>`],
])('%s somebody is called', (_what, content) => {
  expect(mentionsOf(content).userIds).toEqual([a]);
});
